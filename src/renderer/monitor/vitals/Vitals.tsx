/** What the machine does now, in one line of 58 px; and what Threadlab itself costs. */
import { useMemo } from 'react';
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import type { Snapshot } from '../../../shared/monitor/snapshot.ts';
import { formatBytes, splitBytes } from '../../../shared/units/bytes.ts';
import { cellUnit, formatCell } from '../../../shared/units/format.ts';
import { formatCount, formatFixed } from '../../../shared/units/number.ts';
import { CpuBars, type CpuBar } from '../../charts/CpuBars.tsx';
import { Reason } from '../../controls/Reason.tsx';
import { cacheGroups } from '../machine/machineLayout.ts';
import { useMonitor } from '../store.ts';
import { cpuTotals, meanClock, memoryUse, memoryWords, type CpuTotals } from './vitalFigures.ts';

const BAR_HEIGHT = 32;
/** Above this the bars take the room of the legend, which is then in the tooltip. */
const MANY_CPUS = 32;

export function Vitals({ machine }: { machine: MachineDescription | null }) {
  const snapshot = useMonitor((state) => state.snapshot);
  if (snapshot === null) return <header className="vitals" aria-label="This machine now" aria-busy="true" />;
  return (
    <header className="vitals" aria-label="This machine now">
      <CpuVital snapshot={snapshot} machine={machine} />
      <MemoryVital snapshot={snapshot} />
      <PressureVital snapshot={snapshot} />
      <LoadVital snapshot={snapshot} />
      <ClockVital snapshot={snapshot} />
      <SelfVital snapshot={snapshot} />
    </header>
  );
}

function LoadVital({ snapshot }: { snapshot: Snapshot }) {
  const { load } = snapshot.machine;
  return (
    <div className="vital vital-load">
      <h3>
        Load, 1 <span className="vital-more">5 15 </span>min
      </h3>
      {load === null ? (
        <div className="vital-value vital-reason">
          <Reason reason="not available" />
          <span className="visually-hidden">: {snapshot.notAvailable['machine.load']}</span>
        </div>
      ) : (
        <div className="vital-value">
          {formatFixed(load[0], 1)}{' '}
          <small className="vital-more">
            &ensp;{formatFixed(load[1], 1)}&ensp;{formatFixed(load[2], 1)}
          </small>
        </div>
      )}
    </div>
  );
}

interface VitalProps {
  snapshot: Snapshot;
  machine: MachineDescription | null;
}

function CpuVital({ snapshot, machine }: VitalProps) {
  const { cpus } = snapshot.machine;
  const groups = useMemo((): CpuBar[][] => {
    const byId = new Map(cpus.map((cpu) => [cpu.id, cpu]));
    return cacheGroups(
      machine,
      cpus.map(({ id }) => id),
    ).map((group) => group.flatMap((id) => byId.get(id) ?? []));
  }, [cpus, machine]);
  const totals = cpuTotals(cpus);
  const limit = machine?.limits.cpus ?? null;
  const of =
    limit !== null && limit < cpus.length ? `of ${formatCount(limit)} allowed` : `of ${formatCount(cpus.length)}`;
  return (
    <div
      className={`vital vital-cpu${cpus.length > MANY_CPUS ? ' vital-cpu-many' : ''}`}
      data-tip={totals === null ? undefined : partWords(totals)}
    >
      <CpuBars
        groups={groups}
        height={BAR_HEIGHT}
        label={`Use of ${cpus.length} CPUs${groups.length > 1 ? `, in ${groups.length} groups that share a last-level cache` : ''}`}
      />
      <div>
        <div className="vital-value vital-number">
          {totals === null ? <Reason reason={null} /> : formatFixed(totals.busy, 2)}{' '}
          <small>
            {of} CPU{cpus.length === 1 ? '' : 's'}
          </small>
        </div>
        <div className="vital-keys">
          {(['user', 'system', 'steal'] as const).map((part) => (
            <span key={part} className="key">
              <i className={`swatch fill-${part}`} />
              {part} {totals?.[part] === null || totals === null ? '–' : formatFixed(totals[part], 2)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

function partWords({ user, system, steal }: CpuTotals): string {
  const taken = steal === null ? 'steal is not counted here' : `steal ${formatFixed(steal, 2)}`;
  return `CPUs' worth of time: user ${formatFixed(user, 2)}, system ${formatFixed(system, 2)}, ${taken}.`;
}

function MemoryVital({ snapshot }: { snapshot: Snapshot }) {
  const { memory } = snapshot.machine;
  const { total, used, reclaimable } = memoryUse(memory);
  const { digits, unit } = splitBytes(used);
  const share = (bytes: number) => `${Math.min(100, Math.max(0, (bytes / total) * 100))}%`;
  return (
    <div className="vital vital-memory" data-tip={memoryWords(memory)}>
      <h3>{memory.group === null ? 'Memory' : 'Memory allowed'}</h3>
      <div className="vital-value">
        {digits}{' '}
        <small>
          {formatBytes(total).endsWith(` ${unit}`) ? '' : `${unit} `}of {formatBytes(total)}
        </small>
      </div>
      <div className="share-bar vital-bar">
        <i className="fill-user" style={{ width: share(used) }} />
        {reclaimable !== null && <i className="fill-wait" style={{ width: share(reclaimable) }} />}
      </div>
    </div>
  );
}

function PressureVital({ snapshot }: { snapshot: Snapshot }) {
  const { pressure } = snapshot.machine;
  const parts = [
    ['CPU', pressure.cpu],
    ['memory', pressure.memory],
    ['I/O', pressure.io],
  ] as const;
  if (parts.every(([, value]) => value === null)) {
    const reason = snapshot.notAvailable['machine.pressure.cpu'];
    return (
      <div className="vital" data-tip={reason}>
        <h3>Pressure</h3>
        <div className="vital-value vital-reason">
          <Reason reason="not available" />
        </div>
        <span className="visually-hidden">{reason}</span>
      </div>
    );
  }
  return (
    <div className="vital" data-tip="Share of the last 10 s in which some task waited for it.">
      <h3>Pressure, % of last 10 s</h3>
      <div className="vital-value">
        {parts.map(([name, value]) => (
          <span key={name} className="vital-part">
            {value === null ? <Reason short reason="not available" /> : formatCell(value.some10, 'ratio').digits}{' '}
            <small>{name}</small>
          </span>
        ))}
      </div>
    </div>
  );
}

function ClockVital({ snapshot }: { snapshot: Snapshot }) {
  const clock = meanClock(snapshot.machine.cpus);
  const reason = snapshot.notAvailable['machine.clock'] ?? 'Linux does not tell the clock speed here.';
  return (
    <div
      className="vital vital-clock"
      data-tip={clock === null ? reason : 'Mean of the clocks that Linux reports for the CPUs.'}
    >
      <h3>
        Clock<span className="vital-more">, all CPUs</span>
      </h3>
      <div className={`vital-value${clock === null ? ' vital-reason' : ''}`}>
        {clock === null ? (
          <>
            <Reason reason="not available" />
            <span className="visually-hidden">: {reason}</span>
          </>
        ) : (
          <>
            {formatCell(clock, 'hertz').digits} <small>{cellUnit('hertz')}</small>
          </>
        )}
      </div>
    </div>
  );
}

function SelfVital({ snapshot }: { snapshot: Snapshot }) {
  const { cpu, residentBytes, readCount, reduced } = snapshot.self;
  const tip = `${formatBytes(residentBytes)} resident. Reading and serving: ${formatCount(readCount)} files of /proc a pass.${reduced === null ? '' : `\n${reduced}`}`;
  return (
    <div className="vital vital-self" data-tip={tip}>
      <h3>Threadlab itself</h3>
      <div className="vital-value vital-number">
        {cpu === null ? <Reason reason={null} /> : formatCell(cpu, 'cores').digits}{' '}
        <small>
          % of a core<span className="vital-more">, {formatBytes(residentBytes)}</span>
        </small>
      </div>
    </div>
  );
}
