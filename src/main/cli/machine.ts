/** `threadlab machine`: what this machine is, or a captured one. */
import type { CpuDescription, MachineDescription } from '../../shared/monitor/machineDescription.ts';
import { formatBytes } from '../../shared/units/bytes.ts';
import { formatHertz, formatValue } from '../../shared/units/format.ts';
import { describeCapture } from '../describeCapture.ts';
import { readOptions } from './options.ts';
import { exit, type Command } from './terminal.ts';
import { factList, textTable } from './textTable.ts';
import { withBackend } from './withBackend.ts';

const unknown = 'not available';

export const machine: Command = async (args, terminal) => {
  const { values } = readOptions(args, { root: { type: 'string' }, json: { type: 'boolean' } }, 0);
  const { root } = values;
  const described =
    root === undefined
      ? await withBackend(terminal, (client) => client.call('monitor.machine', {}))
      : await describeCapture(root);
  terminal.out(values.json === true ? JSON.stringify(described, null, 2) : machineText(described));
  return exit.done;
};

function machineText(described: MachineDescription): string {
  const parts = [factList(facts(described))];
  if (described.caches.length > 0) parts.push(cacheTable(described));
  parts.push(cpuTable(described.cpus));
  const absent = Object.entries(described.notAvailable);
  if (absent.length > 0) parts.push(`Not available\n${factList(absent)}`);
  return parts.join('\n\n');
}

function facts(described: MachineDescription): [string, string][] {
  const { limits, memory } = described;
  const count = (value: number | null): string => (value === null ? unknown : formatValue(value, 'count'));
  const online = described.cpus.filter((cpu) => cpu.online).length;
  return [
    ['Model', described.model ?? unknown],
    ['Architecture', described.architecture ?? unknown],
    ['System', [described.os, described.kernel].filter((part) => part !== null).join(', ') || unknown],
    ['Virtualization', described.virtualization ?? unknown],
    ['Packages', count(described.packages)],
    ['Cores', count(described.cores)],
    [
      'CPUs',
      online === described.cpus.length ? count(online) : `${count(online)} of ${count(described.cpus.length)} online`,
    ],
    ['NUMA nodes', described.nodes.map(({ id, cpus }) => `${id}: CPUs ${ranges(cpus)}`).join('; ') || unknown],
    [
      'Limits',
      `${count(limits.cpus)} CPUs (${limits.source})${limits.memoryBytes === null ? '' : `, ${formatBytes(limits.memoryBytes)}`}`,
    ],
    ['Memory', memory.totalBytes === null ? unknown : formatBytes(memory.totalBytes)],
    ['Modules', modules(memory.modules)],
  ];
}

function modules(list: MachineDescription['memory']['modules']): string {
  if (list === null) return unknown;
  return list
    .map(({ sizeBytes, type, clockHz, slot }) =>
      [
        slot ?? '',
        sizeBytes === null ? '' : formatBytes(sizeBytes),
        type ?? '',
        clockHz === null ? '' : formatHertz(clockHz),
      ]
        .filter((part) => part !== '')
        .join(' '),
    )
    .join('; ');
}

function cacheTable({ caches }: MachineDescription): string {
  const size = (bytes: number | null): string => (bytes === null ? unknown : formatBytes(bytes));
  return textTable(
    [
      { title: 'Cache', align: 'left' },
      { title: 'Size', align: 'right' },
      { title: 'Ways', align: 'right' },
      { title: 'Line', align: 'right' },
      { title: 'CPUs that share it', align: 'left' },
      { title: 'From', align: 'left' },
    ],
    caches.map(({ level, type, sizeBytes, ways, lineBytes, sharedBy, source }) => [
      `L${level} ${type}`,
      size(sizeBytes),
      ways === null ? unknown : formatValue(ways, 'count'),
      size(lineBytes),
      sharedBy.length === 0 ? unknown : ranges(sharedBy),
      source,
    ]),
    null,
  );
}

function cpuTable(cpus: readonly CpuDescription[]): string {
  const index = (value: number | null): string => (value === null ? unknown : formatValue(value, 'index'));
  const clock = (value: number | null): string => (value === null ? unknown : formatHertz(value));
  return textTable(
    ['CPU', 'Package', 'Core', 'Node', 'Kind', 'Clock now', 'min', 'max', 'base', 'Governor'].map((title, i) => ({
      title,
      align: i === 4 || i === 9 ? 'left' : 'right',
    })),
    cpus.map((cpu) => [
      `${index(cpu.id)}${cpu.online ? '' : ' off'}`,
      index(cpu.package),
      index(cpu.core),
      index(cpu.node),
      cpu.kind ?? '',
      clock(cpu.clock.now),
      clock(cpu.clock.min),
      clock(cpu.clock.max),
      clock(cpu.clock.base),
      cpu.governor ?? unknown,
    ]),
    null,
  );
}

/** CPU numbers as Linux lists them: [0, 1, 2, 5] -> "0-2,5". */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] + 1 === number) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
