/** The steps of the cost table: each is measured by an experiment of its own, with these parameters; how a cost follows from its metric. */
import type { ParameterValue } from '../runs/record.ts';
import type { EngineName } from './experiment.ts';

export interface CostStep {
  value: string;
  help: string;
  /** By its id in the catalogue. */
  experiment: string;
  metric: string;
  /** A rate is turned over, a way to and fro halved. */
  cost: 'itself' | 'inverse' | 'half';
  /** The parameters that are not the experiment's defaults, on each engine that has the step. */
  on: Readonly<Partial<Record<EngineName, Readonly<Record<string, ParameterValue>>>>>;
}

const KiB = 1024;
const chase = (workingSet: number): CostStep['on'] => {
  const asked = { workingSet, stride: 64, order: 'random' };
  return { wasm: asked, native: { ...asked, pages: 'small' } };
};
const alone = { threads: 1, criticalSection: 0, thinkTime: 0, placement: 'free' };
const oneCpu = { between: 'threads', placement: 'sameCpu', workingSet: 0 };
const toProcess = (channel: string): CostStep['on'] => {
  const asked = { channel, between: 'processes', placement: 'free', workingSet: 0 };
  return { native: asked, node: asked, python: asked };
};

/** From the cheapest to the dearest, as they usually are. */
export const costSteps: readonly CostStep[] = [
  {
    value: 'cycle',
    help: 'A cycle of the core’s clock, by a chain of dependent additions.',
    experiment: 'clock-speed',
    metric: 'effectiveClock',
    cost: 'inverse',
    on: { wasm: { threads: 1 }, native: { threads: 1 } },
  },
  {
    value: 'L1',
    help: 'A load that needs the one before, from a set of 16 KiB, which fits the first level of nearly every CPU.',
    experiment: 'cache-latency',
    metric: 'loadLatency',
    cost: 'itself',
    on: chase(16 * KiB),
  },
  {
    value: 'L2',
    help: 'The same from a set of 256 KiB: the second level on most CPUs. Where levels really end cache-latency shows.',
    experiment: 'cache-latency',
    metric: 'loadLatency',
    cost: 'itself',
    on: chase(256 * KiB),
  },
  {
    value: 'L3',
    help: 'The same from a set of 8 MiB: the third level where there is one.',
    experiment: 'cache-latency',
    metric: 'loadLatency',
    cost: 'itself',
    on: chase(8 * KiB * KiB),
  },
  {
    value: 'memory',
    help: 'The same from a set of 128 MiB, of which most lies in memory.',
    experiment: 'cache-latency',
    metric: 'loadLatency',
    cost: 'itself',
    on: chase(128 * KiB * KiB),
  },
  {
    value: 'atomic',
    help: 'An atomic addition by one thread, whose line no other core wants.',
    experiment: 'atomics',
    metric: 'throughput',
    cost: 'inverse',
    on: { wasm: { counter: 'atomic', threads: 1 }, native: { counter: 'atomic', threads: 1 } },
  },
  {
    value: 'lock',
    help: 'Acquire and release of a lock that nobody else wants: the futex lock on wasm, the mutex of pthreads, a Lock of Python, a mutex of Atomics on Node.',
    experiment: 'lock-contention',
    metric: 'throughput',
    cost: 'inverse',
    on: {
      wasm: { lock: 'futex', ...alone },
      native: { lock: 'pthreadMutex', ...alone },
      node: { lock: 'atomicsMutex', ...alone },
      python: { lock: 'Lock', ...alone },
    },
  },
  {
    value: 'coreToCore',
    help: 'A cache line from one CPU to another, the middle one of all pairs.',
    experiment: 'core-to-core',
    metric: 'medianLatency',
    cost: 'itself',
    on: { wasm: {}, native: {} },
  },
  {
    value: 'contextSwitch',
    help: 'From one thread to another on the same CPU, through a futex, a condition of Python or a message of Node: half of the way to and fro.',
    experiment: 'context-switch',
    metric: 'roundTrip',
    cost: 'half',
    on: {
      wasm: { channel: 'futex', ...oneCpu },
      native: { channel: 'futex', ...oneCpu },
      node: { channel: 'messagePort', placement: 'sameCpu', workingSet: 0 },
      python: { channel: 'condition', ...oneCpu },
    },
  },
  {
    value: 'pipe',
    help: 'A token through a pipe to another process, which wakes: half of the way to and fro.',
    experiment: 'context-switch',
    metric: 'roundTrip',
    cost: 'half',
    on: toProcess('pipe'),
  },
  {
    value: 'socket',
    help: 'The same through a Unix socket.',
    experiment: 'context-switch',
    metric: 'roundTrip',
    cost: 'half',
    on: toProcess('socket'),
  },
  {
    value: 'managerCall',
    help: 'A call of a list that a manager of multiprocessing keeps, by one process.',
    experiment: 'manager-proxies',
    metric: 'operationsPerSecond',
    cost: 'inverse',
    on: { python: { type: 'list', processes: 1, operation: 'atomic' } },
  },
  {
    value: 'threadStart',
    help: 'From the start of a thread, or of a worker of Node, until its first instruction.',
    experiment: 'start-cost',
    metric: 'startLatency',
    cost: 'itself',
    on: { native: { kind: 'thread' }, node: { kind: 'worker' }, python: { kind: 'thread' } },
  },
  {
    value: 'processStart',
    help: 'The same of a process, by fork; Node’s fork starts another Node.',
    experiment: 'start-cost',
    metric: 'startLatency',
    cost: 'itself',
    on: { native: { kind: 'fork' }, node: { kind: 'fork' }, python: { kind: 'fork' } },
  },
];
