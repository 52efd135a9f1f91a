import { describe, expect, test } from 'vitest';
import { cacheLatency } from '../lab/catalogue/cache-latency.ts';
import { clockSpeed } from '../lab/catalogue/clock-speed.ts';
import { memoryBandwidth } from '../lab/catalogue/memory-bandwidth.ts';
import type { Experiment } from '../lab/experiment.ts';
import type { MachineDescription } from '../monitor/machineDescription.ts';
import { isOfMachine, measuredFigures, type MachinePart } from './measuredMachine.ts';
import type { Environment, ParameterValue } from './record.ts';
import { type CountingPoint, signalRecord } from './testing/countingRecords.ts';
import { recordOf, testEnvironment } from './testing/records.ts';

const KiB = 1024;

/** What a machine would have to say of itself for the environment of a record to be its own. */
function machineLike({ cpuModel, packages, cores, cpus, memory, virtualization, caches }: Environment) {
  const none = { now: null, min: null, max: null, base: null };
  return {
    model: cpuModel,
    packages,
    cores,
    cpus: Array.from({ length: cpus }, (_, id) => ({
      id,
      online: true,
      package: 0,
      core: id,
      node: null,
      kind: null,
      clock: none,
      governor: null,
    })),
    // Every core has its own.
    caches: [...caches, ...caches].map(({ level, type, sizeBytes }) => ({
      level,
      type: type === 'data' || type === 'instruction' ? type : ('unified' as const),
      sizeBytes,
      ways: null,
      lineBytes: null,
      sharedBy: [],
      source: 'sysfs',
    })),
    memory: { totalBytes: memory, modules: null },
    virtualization,
    architecture: 'x86_64',
    kernel: 'another by now',
    os: 'another by now',
    nodes: [],
    limits: { cpus, allowedCpus: [], quota: null, source: '', memoryBytes: null },
    notAvailable: {},
  } satisfies MachineDescription;
}

describe('a record is', () => {
  const machine = machineLike(testEnvironment);
  test('of this machine, also after an update of its Linux', () => {
    expect(isOfMachine(testEnvironment, machine)).toBe(true);
    const memory = testEnvironment.memory === null ? null : testEnvironment.memory * 1.001;
    expect(isOfMachine({ ...testEnvironment, memory }, machine)).toBe(true);
  });

  test.each<[string, Partial<Environment>]>([
    ['another CPU', { cpuModel: 'Another CPU' }],
    ['more CPUs', { cpus: testEnvironment.cpus + 1 }],
    ['other cores', { cores: 1234 }],
    ['other memory', { memory: 123_456 }],
    ['other caches', { caches: [{ level: 1, type: 'data', sizeBytes: 7 }] }],
    ['another hypervisor', { virtualization: 'Another' }],
  ])('of another machine with %s', (_what, changes) => {
    expect(isOfMachine({ ...testEnvironment, ...changes }, machine)).toBe(false);
  });
});

const told = (
  part: MachinePart,
  experiment: Experiment,
  fixed: Record<string, ParameterValue>,
  points: CountingPoint[],
) =>
  measuredFigures(part, signalRecord(experiment, fixed, points)).map(({ name, value, noisy }) => [name, value, noisy]);

test('the clock is that of one thread and of the most, on native where it was measured', () => {
  const point = (engine: string, threads: number, effectiveClock: number, others = {}) => ({
    params: { engine, threads },
    metrics: { effectiveClock: [effectiveClock] },
    ...others,
  });
  const points = [
    point('wasm', 1, 1e9),
    point('native', 4, 3e9, { noisy: true }),
    point('native', 2, 3.1e9),
    point('native', 1, 3.2e9),
    point('native', 8, 2e9, { oversubscribed: true }),
  ];
  expect(told('clock', clockSpeed, { duration: 1 }, points)).toEqual([
    ['1 thread', 3.2e9, false],
    ['4 threads', 3e9, true],
  ]);
});

test('caches are the levels of the curve of random loads', () => {
  const curve = [1, 1, 1, 4, 4, 4, 100, 100].map((nanoseconds, i) => ({
    params: { order: 'random', workingSet: 8 * KiB * 2 ** i },
    metrics: { loadLatency: [nanoseconds / 1e9] },
  }));
  const sequential = { params: { order: 'sequential', workingSet: 8 * KiB }, metrics: { loadLatency: [9e-9] } };
  expect(told('caches', cacheLatency, { engine: 'wasm', stride: 64 }, [...curve, sequential])).toEqual([
    ['up to 32 KiB', 1e-9, false],
    ['up to 256 KiB', 4e-9, false],
    ['from 512 KiB', 100e-9, false],
  ]);
});

test('bandwidth is the most of each operation, in the largest set', () => {
  const point = (operation: string, threads: number, workingSet: number, bytesPerSecond: number) => ({
    params: { operation, threads, workingSet },
    metrics: { bytesPerSecond: [bytesPerSecond] },
  });
  const points = [point('read', 1, KiB, 9e10), point('read', 1, 64 * KiB, 1e10), point('read', 2, 64 * KiB, 1.8e10)];
  expect(told('memory', memoryBandwidth, { engine: 'wasm' }, [...points, point('copy', 2, 64 * KiB, 1.2e10)])).toEqual([
    ['read, 2 threads', 1.8e10, false],
    ['copy, 2 threads', 1.2e10, false],
  ]);
});

test('a record without the figure has none', () => {
  const record = recordOf([{ lock: 'tas', threads: 1, throughput: [1] }]);
  const parts: MachinePart[] = ['clock', 'caches', 'memory', 'cpuToCpu'];
  expect(parts.map((part) => measuredFigures(part, record))).toEqual([[], [], [], []]);
});
