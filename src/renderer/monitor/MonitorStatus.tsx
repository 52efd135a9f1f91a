/** The Monitor in the status line: when it was read and what that cost, what is hidden. */
import { useEffect, useState } from 'react';
import type { Snapshot } from '../../shared/monitor/snapshot.ts';
import { formatClockTime } from '../../shared/units/clockTime.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatCount, formatFixed } from '../../shared/units/number.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { useSettings } from '../frame/currentSettings.ts';
import { StatusLine } from '../frame/StatusLine.tsx';
import { useMonitor } from './store.ts';
import { cpuTotals } from './vitals/vitalFigures.ts';

export function MonitorStatus({ stale }: { stale: boolean }) {
  const snapshot = useMonitor((state) => state.snapshot);
  const frozen = useMonitor((state) => state.frozen);
  const refused = useMonitor((state) => state.error !== null);
  const asked = useSettings((state) => state.settings.interval);
  const filterShown = useMonitor((state) => state.view === 'processes');
  if (snapshot === null)
    return <StatusLine left={<span>{refused ? 'Nothing is read' : 'Waiting for the first reading'}</span>} />;
  const { machine, self, hidden } = snapshot;
  const at = <time dateTime={snapshot.takenAt}>{formatClockTime(new Date(snapshot.takenAt))}</time>;
  return (
    <>
      <StatusLine
        left={
          <>
            <span>
              {stale ? 'As of' : frozen ? 'Frozen at' : 'Updated'} {at}, <b>{formatSeconds(self.passTime)}</b> a pass
            </span>
            <span>
              <b>{formatCount(machine.processCount)}</b> {machine.processCount === 1 ? 'process' : 'processes'}
              {machine.threadCount !== null && (
                <>
                  , <b>{formatCount(machine.threadCount)}</b> {machine.threadCount === 1 ? 'thread' : 'threads'}
                </>
              )}
            </span>
            {snapshot.interval === null && <span>Rates need two readings</span>}
            {isLong(snapshot, asked) && (
              <Cut>{`These rates are means over ${formatSeconds(snapshot.interval, 2)}: the machine slept or stalled`}</Cut>
            )}
            {hidden.words !== null && <Cut>{hidden.words}</Cut>}
            {self.reduced !== null && <Cut>{self.reduced}</Cut>}
          </>
        }
        right={
          filterShown && (
            <span>
              <kbd>/</kbd> filter
            </span>
          )
        }
      />
      <Announcer snapshot={snapshot} />
    </>
  );
}

/** The reading took so much longer to come than it was asked for that its rates are of another time than the ones before. */
function isLong(snapshot: Snapshot, asked: Seconds): snapshot is Snapshot & { interval: Seconds } {
  const { interval, self } = snapshot;
  return interval !== null && self.reduced === null && interval > 3 * asked + 1;
}

/** A sentence that gives way where the line is short; the whole of it is in the tooltip. */
function Cut({ children }: { children: string }) {
  return (
    <span className="cut" data-tip={children}>
      {children}
    </span>
  );
}

const BETWEEN_MILLISECONDS = 10_000;

/** Says a summary to assistive technology, politely and at most every 10 s; cells are never announced. */
function Announcer({ snapshot }: { snapshot: Snapshot }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const say = () => {
      const now = useMonitor.getState().snapshot;
      if (now !== null) setSaid(summary(now));
    };
    const timer = setInterval(say, BETWEEN_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  return <output className="visually-hidden">{said === '' ? summary({ ...snapshot, interval: null }) : said}</output>;
}

function summary({ machine, interval }: Snapshot): string {
  const totals = interval === null ? null : cpuTotals(machine.cpus);
  const processes = `${formatCount(machine.processCount)} processes`;
  return totals === null
    ? processes
    : `${processes}, ${formatFixed(totals.busy, 1)} of ${machine.cpus.length} CPUs busy`;
}
