/** What the machine says of itself, in one grid at the right: clocks, caches, memory, NUMA. */
import type { ReactNode } from 'react';
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { formatHertz, formatRatio, formatValue } from '../../../shared/units/format.ts';
import type { PerSecond, Ratio } from '../../../shared/units/quantity.ts';
import { Reason } from '../../controls/Reason.tsx';
import { displayText } from '../../table/displayText.ts';
import { temperatureWords, throttledWords } from './heatWords.ts';
import { cacheShape, cacheSizes, clockRange, cpuRanges } from './machineWords.ts';
import { MeasuredTable } from './measured/MeasuredTable.tsx';
import { reportedParts } from './measured/reportedParts.ts';
import { useMonitor } from '../store.ts';

export function MachineReport({ machine }: { machine: MachineDescription }) {
  const snapshot = useMonitor((state) => state.snapshot);
  const reasonOf = (...fields: string[]) => {
    for (const field of fields) {
      const reason = machine.notAvailable[field] ?? snapshot?.notAvailable[field];
      if (reason !== undefined) return reason;
    }
    return 'not told here';
  };
  const clocks =
    snapshot === null ? machine.cpus.map(({ clock }) => clock.now) : snapshot.machine.cpus.map(({ clock }) => clock);
  const part = (name: 'min' | 'max' | 'base') => clockRange(machine.cpus.map(({ clock }) => clock[name]));
  const governors = [...new Set(machine.cpus.flatMap(({ governor }) => governor ?? []))].join(', ');
  // Of hybrid cores each kind has caches of its own.
  const caches = Map.groupBy(machine.caches, ({ level, type, sizeBytes, ways, lineBytes, sharedBy }) =>
    [level, type, sizeBytes, ways, lineBytes, sharedBy.length].join(' '),
  );
  const modules = machine.memory.modules;
  const temperatures = snapshot?.machine.temperatures ?? [];
  const disks = snapshot?.machine.disks ?? [];
  const networks = snapshot?.machine.networks ?? [];
  return (
    <>
      <MeasuredTable machine={machine} reported={reportedParts(machine, clocks, reasonOf)} />
      <h2 className="report-heading">As reported</h2>
      <p className="text-3 small">What Linux and the firmware say.</p>
      <Group title="Clock">
        <Row
          name="Now"
          value={clockRange(clocks)}
          reason={reasonOf('machine.clock', 'cpus.clock.now', 'clock.now', 'clock')}
        />
        <Row name="Lowest" value={part('min')} reason={reasonOf('cpus.clock.min', 'clock.min', 'clock')} />
        <Row name="Highest" value={part('max')} reason={reasonOf('cpus.clock.max', 'clock.max', 'clock')} />
        <Row name="Base" value={part('base')} reason={reasonOf('cpus.clock.base', 'clock.base', 'clock')} />
        <Row
          name="Governor"
          value={governors === '' ? null : governors}
          reason={reasonOf('cpus.governor', 'governor')}
        />
      </Group>
      <Group title="Heat">
        {temperatures.length === 0 && <Row name="Temperature" value={null} reason={reasonOf('machine.temperatures')} />}
        {temperatures.map((one) => (
          <Row key={one.sensor} name={displayText(one.sensor)} value={temperatureWords(one)} reason="" />
        ))}
        <Row
          name="Slowed down"
          value={throttledWords(snapshot?.machine.cpus ?? [])}
          reason={reasonOf('machine.throttles')}
        />
      </Group>
      <Group title="Caches">
        {machine.caches.length === 0 && <Row name="All" value={null} reason={reasonOf('caches')} />}
        {[...caches].map(([key, all]) => {
          const [first] = all;
          if (first === undefined) return null;
          const sharing = first.sharedBy.length;
          return (
            <Row
              key={key}
              name={`L${first.level}${first.type === 'data' ? ' data' : first.type === 'instruction' ? ' code' : ''}`}
              value={
                <>
                  {all.length > 1 && `${all.length} × `}
                  {cacheSizes([{ ...first, type: 'unified' }])}{' '}
                  <span className="text-3">
                    {[
                      cacheShape(first),
                      sharing > 1 ? `${sharing} CPUs share one` : sharing === 1 ? 'one a CPU' : '',
                      first.source === 'sysfs' ? '' : `from ${first.source}`,
                    ]
                      .filter((words) => words !== '')
                      .join(', ')}
                  </span>
                </>
              }
              reason=""
            />
          );
        })}
      </Group>
      <Group title="Memory">
        <Row
          name="Total"
          value={machine.memory.totalBytes === null ? null : formatBytes(machine.memory.totalBytes)}
          reason={reasonOf('memory.totalBytes', 'memory')}
        />
        {modules === null || modules.length === 0 ? (
          <Row name="Modules" value={null} reason={reasonOf('memory.modules', 'memory')} />
        ) : (
          modules.map((module, index) => (
            <Row
              // oxlint-disable-next-line react/no-array-index-key -- two modules may be alike in all they say
              key={index}
              name={module.slot === null ? `Module ${index + 1}` : displayText(module.slot)}
              value={
                [
                  module.sizeBytes === null ? null : formatBytes(module.sizeBytes),
                  module.type,
                  module.clockHz === null ? null : formatHertz(module.clockHz),
                ]
                  .filter((words) => words !== null)
                  .join(', ') || null
              }
              reason="empty or not told"
            />
          ))
        )}
      </Group>
      <Group title="Disks">
        {disks.length === 0 && <Row name="All" value={null} reason={reasonOf('machine.disks')} />}
        {disks.map(({ name, readBytes, writeBytes, busy }) => (
          <Row
            key={name}
            name={displayText(name)}
            value={flowWords(['read', readBytes], ['write', writeBytes], busy)}
            reason="with the next reading"
          />
        ))}
      </Group>
      <Group title="Networks">
        {networks.length === 0 && <Row name="All" value={null} reason={reasonOf('machine.networks')} />}
        {networks.map(({ name, receivedBytes, sentBytes }) => (
          <Row
            key={name}
            name={displayText(name)}
            value={flowWords(['received', receivedBytes], ['sent', sentBytes], null)}
            reason="with the next reading"
          />
        ))}
      </Group>
      <Group title="NUMA">
        {machine.nodes.length === 0 && <Row name="Nodes" value={null} reason={reasonOf('nodes')} />}
        {machine.nodes.map((node) => (
          <Row
            key={node.id}
            name={`Node ${node.id}`}
            value={
              <>
                CPUs {cpuRanges(node.cpus)}{' '}
                <span className="text-3">{node.memoryBytes === null ? '' : formatBytes(node.memoryBytes)}</span>
              </>
            }
            reason=""
          />
        ))}
      </Group>
      <Group title="System">
        <Row name="Architecture" value={machine.architecture} reason={reasonOf('architecture')} />
        <Row name="System" value={machine.os} reason={reasonOf('os')} />
        <Row name="Linux" value={machine.kernel} reason={reasonOf('kernel')} />
        <Row
          name="Virtualization"
          value={machine.virtualization === 'none' ? 'none: it is no guest' : machine.virtualization}
          reason={reasonOf('virtualization')}
        />
      </Group>
    </>
  );
}

/** "read 4 MiB/s, write 1 MiB/s, busy 20%"; null before a second reading. */
function flowWords(
  one: readonly [string, PerSecond | null],
  other: readonly [string, PerSecond | null],
  busy: Ratio | null,
): string | null {
  const parts = [one, other].flatMap(([words, value]) =>
    value === null ? [] : [`${words} ${formatValue(value, 'bytesPerSecond')}`],
  );
  if (busy !== null) parts.push(`busy ${formatRatio(Math.min(1, busy))}`);
  return parts.length === 0 ? null : parts.join(', ');
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="report-group">
      <h3>{title}</h3>
      <dl className="facts">{children}</dl>
    </section>
  );
}

function Row({ name, value, reason }: { name: string; value: ReactNode; reason: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? <Reason reason={reason} />}</dd>
    </div>
  );
}
