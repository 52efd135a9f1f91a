/** The control group of a process with what limits it, what it uses and how long its members waited, and its namespaces. */
import type { ReactNode } from 'react';
import type { ProcessDetails } from '../../../shared/monitor/details.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { formatSeconds } from '../../../shared/units/duration.ts';
import { formatRatio } from '../../../shared/units/format.ts';
import { formatCount, formatSignificant } from '../../../shared/units/number.ts';
import { displayText } from '../../table/displayText.ts';
import { cpuRanges } from '../machine/machineWords.ts';
import { Facts } from '../../controls/Facts.tsx';
import { PartView } from './PartView.tsx';

type Cgroup = Extract<ProcessDetails['cgroup'], { available: true }>['value'];

export function CgroupTab({ details: { cgroup, namespaces } }: { details: ProcessDetails }) {
  return (
    <div className="detail-columns">
      <section>
        <h3>Control group</h3>
        <PartView part={cgroup}>{(value) => <CgroupFacts cgroup={value} />}</PartView>
      </section>
      <section>
        <h3>Namespaces</h3>
        <PartView part={namespaces}>
          {(all) => (
            <Facts
              facts={all.map(({ kind, id, isOwn }) => [
                kind,
                isOwn ? `${id}, the same as Threadlab` : <b key={kind}>{id}, another than Threadlab</b>,
              ])}
            />
          )}
        </PartView>
      </section>
    </div>
  );
}

function CgroupFacts({ cgroup: { path, container, unit, limits, use, pressure } }: { cgroup: Cgroup }) {
  return (
    <Facts
      facts={[
        [
          'Path',
          <span key="path" className="mono">
            {displayText(path)}
          </span>,
        ],
        ['Container', container === null ? 'none' : displayText(container)],
        ['Unit', unit === null ? 'none' : displayText(unit)],
        ['CPU limit', limited(limits.cpuQuota, (value) => `${formatSignificant(value)} CPUs' worth of time`)],
        ['May run on', limited(limits.cpuset, (value) => `CPUs ${cpuRanges(value)}`)],
        [
          'Held back',
          use.throttledPeriods === null || use.throttledTime === null
            ? 'not told'
            : `${formatCount(use.throttledPeriods)} times, ${formatSeconds(use.throttledTime)} in all`,
        ],
        ['Memory limit', limited(limits.memoryBytes, formatBytes)],
        ['Memory used', use.memoryBytes === null ? 'not told' : formatBytes(use.memoryBytes)],
        ['Process limit', limited(limits.processes, formatCount)],
        ['Processes', use.processes === null ? 'not told' : formatCount(use.processes)],
        ['CPU pressure', pressureWords(pressure.cpu)],
        ['Memory pressure', pressureWords(pressure.memory)],
        ['I/O pressure', pressureWords(pressure.io)],
      ]}
    />
  );
}

function limited<Value>(limit: { value: Value; source: string } | null, words: (value: Value) => string): ReactNode {
  if (limit === null) return 'none';
  return (
    <>
      {words(limit.value)} <span className="mono text-3">{displayText(limit.source)}</span>
    </>
  );
}

/** "some waited 3.1% of the last 10 s, all 0%". */
function pressureWords(pressure: Cgroup['pressure']['cpu']): string {
  if (pressure === null) return 'not told: only cgroups of version 2 with pressure switched on tell it';
  const all = pressure.full10 === null ? '' : `, all ${formatRatio(pressure.full10)}`;
  return `some waited ${formatRatio(pressure.some10)} of the last 10 s${all}`;
}
