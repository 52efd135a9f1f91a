/** How long the run will take, as a sum whose parts can be changed above it. */
import type { Experiment, Parameter } from '../../shared/lab/experiment.ts';
import { startsOwnCode } from '../../shared/lab/textParameter.ts';
import { estimate } from '../../shared/lab/estimate.ts';
import type { RunRequest } from '../../shared/runs/record.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatCount } from '../../shared/units/number.ts';
import { countWords } from '../result/series.ts';

export function Estimate({ experiment, request }: { experiment: Experiment; request: RunRequest | null }) {
  if (request === null) {
    return <p className="estimate text-3">The time is estimated once every field can be read.</p>;
  }
  const sum = estimate(experiment, request);
  const factors = [
    ...sum.sweep.map(({ name, title, values }) => sweepWords(experiment.parameters[name], title, values)),
    countWords(request.repeats, 'repeats'),
  ];
  const product = sum.sweep.reduce((all, { values }) => all * values, request.repeats);
  const whole = (seconds: number) => formatSeconds(seconds < 10 ? seconds : Math.round(seconds));
  return (
    <dl className="estimate">
      <div>
        <dt>
          {factors.join(' × ')}
          {product > sum.repeats && ', those that exist'}
        </dt>
        <dd>{countWords(sum.repeats, 'repeats')}</dd>
      </div>
      <div>
        <dt>
          {sum.seconds > 0 ? `${formatSeconds(sum.seconds)} each, ` : ''}
          {formatSeconds(sum.startAndWarmUp)} to start and warm up
        </dt>
        <dd>{whole(sum.measuring)}</dd>
      </div>
      <div>
        <dt>Calibration, once</dt>
        <dd>{whole(sum.calibration)}</dd>
      </div>
      <div className="estimate-total">
        <dt>Estimate</dt>
        <dd>{whole(sum.total)}</dd>
      </div>
      {experiment.longestRepeat !== undefined && (
        <div className="small text-3">
          <dt>
            and what {startsOwnCode(experiment) ? 'the program takes' : 'the counts themselves take'}, in each repeat at
            most
          </dt>
          <dd>{formatSeconds(experiment.longestRepeat)}</dd>
        </div>
      )}
    </dl>
  );
}

/** "5 locks", "3 kinds"; of numbers "4 values of threads". */
function sweepWords(parameter: Parameter | undefined, title: string, values: number): string {
  const words = title.toLowerCase();
  if (parameter !== undefined && parameter.unit !== 'choice') return `${formatCount(values)} values of ${words}`;
  const plural = words.endsWith('s') ? words : words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`;
  return `${formatCount(values)} ${plural}`;
}
