/** A run that ended without a result: what happened, how it ended, the last lines it wrote, and what was kept. */
import type { RunRecord } from '../../shared/runs/record.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { Button } from '../controls/Button.tsx';
import { Verdict } from '../controls/Verdict.tsx';
import { countWords } from './series.ts';
import './result.css';

export interface FailedRunProps {
  record: RunRecord;
  /** Shows what the run measured before it ended; absent where that is shown already. */
  onOpenKept?: () => void;
  /** Back to the form with the same request. */
  onChange?: () => void;
}

export function FailedRun({ record, onOpenKept, onChange }: FailedRunProps) {
  const { error } = record;
  const kept = record.points.reduce((sum, point) => sum + point.repeats.length, 0);
  const facts = [
    error?.exitStatus === null || error?.exitStatus === undefined ? null : `exit status ${error.exitStatus}`,
    error?.signal === null || error?.signal === undefined ? null : `signal ${error.signal}`,
    kept === 0 ? 'no repeat was complete' : `${countWords(kept, 'repeats')} kept`,
  ].filter((fact) => fact !== null);
  return (
    <section className="failed-run" aria-label="How the run ended">
      <Verdict tone="bad">failed after {formatSeconds(Math.round(record.elapsed))}</Verdict>
      <h2>{error?.message ?? 'The run ended without a result and left no message.'}</h2>
      <p className="text-2">{facts.join(', ')}</p>
      {error?.lastLines.some((line) => !error.message.includes(line)) === true && (
        <pre className="mono" aria-label="The last lines it wrote">
          {error.lastLines.join('\n')}
        </pre>
      )}
      <div className="failed-run-actions">
        {onOpenKept !== undefined && kept > 0 && (
          <Button small onClick={onOpenKept}>
            Open what was kept
          </Button>
        )}
        {onChange !== undefined && (
          <Button small variant="quiet" onClick={onChange}>
            Change and run again
          </Button>
        )}
      </div>
    </section>
  );
}
