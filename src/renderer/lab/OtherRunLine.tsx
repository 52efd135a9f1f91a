/** Another Threadlab has the machine: who it is, what it measures as far as that is known, and the way to its process. */
import type { OtherRun } from '../../shared/lab/contract.ts';
import { formatMoment } from '../../shared/units/clockTime.ts';
import { Button } from '../controls/Button.tsx';
import { goTo } from '../frame/navigation.ts';
import { useNow } from '../result/useNow.ts';
import { useLab } from './labStore.ts';

/** Nothing where this backend's own run has the machine, or nobody has. */
export function OtherRunLine() {
  const other = useLab(({ lab }) => (lab?.run?.outcome === null ? undefined : lab?.elsewhere));
  const now = useNow();
  if (other === undefined) return null;
  const { process } = other;
  return (
    <section className="running-line" aria-label="Another Threadlab has the machine">
      <span className="running-dot" />
      <div>
        <b>Another Threadlab has the machine</b>
        <div className="small text-3">{whatWords(other, now)}; a run of this one waits for it</div>
      </div>
      <Button small onClick={() => goTo({ room: 'monitor', select: process, view: 'processes' })}>
        See it in the Monitor
      </Button>
    </section>
  );
}

function whatWords({ process, experiment, since }: OtherRun, now: Date): string {
  const parts = [
    `process ${process.pid}`,
    experiment,
    since === undefined ? null : `since ${formatMoment(new Date(since), now)}`,
  ];
  return parts.filter((part) => part !== null && part !== undefined).join(', ');
}
