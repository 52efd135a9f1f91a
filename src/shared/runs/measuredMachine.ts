/**
 * What runs have measured of the machine itself, beside which the Machine view shows what it reports: which run tells of which
 * part, whether a record is of this machine, and its figures.
 */
import type { MachineDescription } from '../monitor/machineDescription.ts';
import { formatBytes } from '../units/bytes.ts';
import { formatCount } from '../units/number.ts';
import type { Unit } from '../units/quantity.ts';
import { cacheLevels } from './cacheLevels.ts';
import type { Environment, Point, RunRecord, Summary } from './record.ts';

export const machineParts = ['clock', 'caches', 'memory', 'cpuToCpu'] as const;
export type MachinePart = (typeof machineParts)[number];

/** The experiment that measures it. */
export const experimentOfPart: Readonly<Record<MachinePart, string>> = {
  clock: 'clock-speed',
  caches: 'cache-latency',
  memory: 'memory-bandwidth',
  cpuToCpu: 'core-to-core',
};

export interface MeasuredFigure {
  /** "1 thread", "up to 32 KiB". */
  name: string;
  value: number;
  unit: Unit;
  /** The point that it is of was disturbed. */
  noisy: boolean;
}

/** The memory that Linux counts differs from version to version of it by less. */
const memoryWithin = 0.02;

/**
 * Whether a record was measured on a machine like this one, by all that both tell: model, packages, cores, CPUs, hypervisor,
 * caches, memory. Two machines that are alike in all of it cannot be told apart.
 */
export function isOfMachine(environment: Environment, machine: MachineDescription): boolean {
  const online = machine.cpus.filter((cpu) => cpu.online).length;
  return (
    environment.cpuModel === machine.model &&
    environment.packages === machine.packages &&
    environment.cores === machine.cores &&
    environment.cpus === online &&
    environment.virtualization === machine.virtualization &&
    cacheKinds(environment.caches) === cacheKinds(machine.caches) &&
    isSameMemory(environment.memory, machine.memory.totalBytes)
  );
}

function cacheKinds(caches: Environment['caches']): string {
  return [...new Set(caches.map(({ level, type, sizeBytes }) => `${level} ${type} ${sizeBytes}`))].sort().join();
}

function isSameMemory(one: number | null, other: number | null): boolean {
  return one === null || other === null ? one === other : Math.abs(one / other - 1) <= memoryWithin;
}

/** Empty where the record has none. On one engine: native where it was measured, since C stands nearer to the machine. */
export function measuredFigures(part: MachinePart, record: RunRecord): MeasuredFigure[] {
  const points = pointsOfEngine(record);
  switch (part) {
    case 'clock':
      return clockFigures(points);
    case 'caches':
      return latencyFigures(points);
    case 'memory':
      return bandwidthFigures(points);
    case 'cpuToCpu':
      return pairFigures(points);
  }
}

/** The engine of the figures. */
export function engineOfFigures({ points }: RunRecord): string {
  const engines = [...new Set(points.map(({ params }) => String(params['engine'])))];
  return engines.find((engine) => engine === 'native') ?? engines[0] ?? '';
}

function pointsOfEngine(record: RunRecord): Point[] {
  const engine = engineOfFigures(record);
  return record.points.filter(({ params }) => params['engine'] === engine);
}

/** Of the fewest threads and of the most. */
function clockFigures(points: readonly Point[]): MeasuredFigure[] {
  const measured = numbered(points, 'threads', 'effectiveClock').filter(({ point }) => !point.oversubscribed);
  const ends = [...new Set([measured[0], measured.at(-1)])];
  return ends.flatMap((end) => (end === undefined ? [] : [figureOf(threadsOf(end.x), end, 'hertz')]));
}

/** The levels that the curve of random loads shows, else its ends. */
function latencyFigures(points: readonly Point[]): MeasuredFigure[] {
  const usual = points.filter(({ params }) => params['order'] === 'random' && params['pages'] !== 'huge');
  const strides = usual.flatMap(({ params }) => (typeof params['stride'] === 'number' ? [params['stride']] : []));
  const stride = strides.includes(64) ? 64 : Math.min(...strides);
  const sets = numbered(
    usual.filter(({ params }) => params['stride'] === stride),
    'workingSet',
    'loadLatency',
  );
  const levels = cacheLevels(sets);
  if (levels.length < 2) {
    const ends = [...new Set([sets[0], sets.at(-1)])];
    return ends.flatMap((end) => (end === undefined ? [] : [figureOf(formatBytes(end.x), end, 'seconds')]));
  }
  return levels.map(({ from, to, latency }, i) => ({
    name: i === levels.length - 1 ? `from ${formatBytes(from)}` : `up to ${formatBytes(to)}`,
    value: latency,
    unit: 'seconds',
    noisy: sets.some(({ x, point }) => x >= from && x <= to && point.noisy),
  }));
}

/** Of each operation the most, in the largest set that was asked: smaller ones may lie in a cache. */
function bandwidthFigures(points: readonly Point[]): MeasuredFigure[] {
  const sizes = points.flatMap(({ params }) =>
    typeof params['workingSet'] === 'number' ? [params['workingSet']] : [],
  );
  const largest = points.filter(({ params }) => params['workingSet'] === Math.max(...sizes));
  const operations = [...new Set(largest.map(({ params }) => String(params['operation'])))];
  return operations.flatMap((operation) => {
    const own = largest.filter(({ params }) => params['operation'] === operation);
    const [most] = numbered(own, 'threads', 'bytesPerSecond').toSorted((a, b) => b.summary.median - a.summary.median);
    return most === undefined ? [] : [figureOf(`${operation}, ${threadsOf(most.x)}`, most, 'bytesPerSecond')];
  });
}

/** The nearest, the middle and the farthest pair; of one pair it alone. */
function pairFigures(points: readonly Point[]): MeasuredFigure[] {
  const point = points.find(({ matrices }) => matrices?.['latency'] !== undefined);
  const matrix = point?.matrices?.['latency'];
  if (point === undefined || matrix === undefined) return [];
  // Both directions of a pair are the same.
  const medians = matrix.cells
    .flatMap((row, i) => row.slice(i + 1).flatMap((cell) => cell?.median ?? []))
    .toSorted((a, b) => a - b);
  const [nearest, middle, farthest] = [medians[0], medians[Math.floor(medians.length / 2)], medians.at(-1)];
  const named =
    medians.length < 2
      ? [{ name: `CPUs ${matrix.rows.labels.join(' and ')}`, value: nearest }]
      : [
          { name: 'nearest pair', value: nearest },
          { name: 'middle pair', value: middle },
          { name: 'farthest pair', value: farthest },
        ];
  return named.flatMap(({ name, value }) =>
    value === undefined ? [] : [{ name, value, unit: 'seconds' as const, noisy: point.noisy }],
  );
}

interface Numbered {
  x: number;
  summary: Summary;
  point: Point;
}

/** Points with a number and a metric, ascending by the number. */
function numbered(points: readonly Point[], parameter: string, metric: string): Numbered[] {
  return points
    .flatMap((point): Numbered[] => {
      const x = point.params[parameter];
      const summary = point.metrics[metric];
      return typeof x === 'number' && summary !== undefined ? [{ x, summary, point }] : [];
    })
    .toSorted((a, b) => a.x - b.x);
}

function figureOf(name: string, { summary, point }: Numbered, unit: Unit): MeasuredFigure {
  return { name, value: summary.median, unit, noisy: point.noisy };
}

function threadsOf(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'thread' : 'threads'}`;
}
