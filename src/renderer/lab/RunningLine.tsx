/** The run that is on and the queue behind it, in one line on top of the catalogue. */
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { Button } from '../controls/Button.tsx';
import { ProgressBar } from '../controls/ProgressBar.tsx';
import { openExperiment, useLab } from './labStore.ts';
import { progressWords } from './progressWords.ts';

export function RunningLine() {
  const lab = useLab((state) => state.lab);
  if (lab === undefined || lab.run === null || lab.run.outcome !== null) return null;
  const { run, queue } = lab;
  const experiment = catalogue.find(({ id }) => id === run.experiment);
  const words = progressWords(run, experiment);
  const left = `${formatSeconds(Math.round(run.remaining))} left`;
  return (
    <section className="running-line" aria-label="The run that is on">
      <span className="running-dot" />
      <div>
        <b>{experiment?.question ?? run.experiment}</b>
        <div className="small text-3">{[words.point, words.repeat].filter((part) => part !== '').join(', ')}</div>
      </div>
      <div className="running-progress">
        <ProgressBar
          label="Repeats done"
          value={run.done / Math.max(1, run.plan.order.length)}
          words={`${words.repeat}, ${left}`}
        />
      </div>
      <span className="text-2">{left}</span>
      <Button small onClick={() => openExperiment(run.experiment)}>
        Open
      </Button>
      <span className="spring" />
      {queue.length > 0 && (
        <span className="text-3">
          Next: <span className="text-2">{queue.map((next) => next.experiment).join(', ')}</span>
        </span>
      )}
    </section>
  );
}
