/** When a process or a thread began, and how long ago. */
import { formatMoment } from '../../../shared/units/clockTime.ts';
import { formatSeconds } from '../../../shared/units/duration.ts';
import { Reason } from '../../controls/Reason.tsx';
import { numberAt, type PassRow } from '../rows/passRows.ts';
import type { StartClock } from './useStartClock.ts';

/** The clock time of a start that is told since boot. For people alone: the identity is in ticks. */
export function StartCell({ row, clock }: { row: PassRow<string>; clock: StartClock | null }) {
  const start = numberAt(row, 'startTime');
  if (Number.isNaN(start) || clock === null) return <Reason short reason={null} />;
  return (
    <span className="value-secondary">
      {formatMoment(new Date(clock.bootedAt.getTime() + start * 1000), clock.today)}
    </span>
  );
}

export function AgeCell({ row }: { row: PassRow<string> }) {
  const age = numberAt(row, 'age');
  if (Number.isNaN(age)) return <Reason short reason={null} />;
  return <span className="value-plain">{formatSeconds(age < 60 ? Math.round(age) : age)}</span>;
}
