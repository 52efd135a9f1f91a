/** The runs that wait for the machine, each with its place and the way to take it back: nothing is lost, so nothing is asked. */
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { Button } from '../controls/Button.tsx';
import { cancelRun } from './labActions.ts';
import { useLab } from './labStore.ts';

export function WaitingRuns() {
  const queue = useLab((state) => state.lab?.queue);
  if (queue === undefined || queue.length === 0) return null;
  return (
    <ol className="waiting-runs" aria-label="Waiting runs">
      {queue.map(({ id, experiment, seconds }, index) => (
        <li key={id}>
          <span className="waiting-place">{index === 0 ? 'Next' : `Waits, ${ordinal(index + 1)}`}</span>
          <span className="cut">{catalogue.find((entry) => entry.id === experiment)?.question ?? experiment}</span>
          <span className="text-3">{formatSeconds(Math.round(seconds))}</span>
          <Button small aria-label={`Cancel ${experiment}, which waits`} onClick={() => void cancelRun(id)}>
            Cancel
          </Button>
        </li>
      ))}
    </ol>
  );
}

function ordinal(place: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as const;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(place);
  return `${place}${ending[rule === 'one' || rule === 'two' || rule === 'few' ? rule : 'other']}`;
}
