/** Hand-made records for tests: a lock-contention run with figures chosen by the test. */
import { addToHistogram, closeHistogram, createHistogram } from '../../statistics/histogram.ts';
import { jain } from '../../statistics/jain.ts';
import { summarise } from '../../statistics/summarise.ts';
import type { Unit } from '../../units/quantity.ts';
import {
  recordSchemaName,
  type Environment,
  type Point,
  type Repeat,
  type RunRecord,
  type Summary,
} from '../record.ts';

export interface PointShape {
  lock: string;
  threads: number;
  /** Throughput of each repeat. */
  throughput: readonly number[];
  /** Acquisitions of each thread, the same in every repeat; equal shares when absent. */
  threadCounts?: readonly number[];
  /** Latencies of the whole point. */
  latencies?: readonly number[];
  bypass?: readonly number[];
  contendedShare?: number;
  /** Repeats that fail the gate, with their reason. */
  failing?: Readonly<Record<number, string>>;
  noisy?: boolean;
  oversubscribed?: boolean;
}

export const testEnvironment: Environment = {
  cpuModel: 'AMD EPYC 7313P',
  packages: 1,
  cores: 8,
  cpus: 16,
  caches: [{ level: 3, type: 'unified', sizeBytes: 32 * 1024 ** 2 }],
  clock: 3.2e9,
  governor: 'performance',
  memory: 64 * 1024 ** 3,
  os: 'Debian 12',
  kernel: '6.18.2',
  virtualization: 'kvm',
  limits: { cpus: 16, source: 'all online CPUs' },
  node: '24.21.0',
  v8: '13.6',
  pythons: [],
};

export function pointOf(shape: PointShape): Point {
  const counts = shape.threadCounts ?? Array.from({ length: shape.threads }, () => 1_000_000);
  const histograms = {
    acquireLatency: histogramOf('seconds', 1e-9, shape.latencies ?? [1e-7, 2e-7, 3e-7, 1e-6]),
    bypass: histogramOf('count', 1, shape.bypass ?? [0, 1]),
  };
  const repeats: Repeat[] = shape.throughput.map((throughput, i) => {
    const reason = shape.failing?.[i];
    return {
      metrics: {
        throughput,
        fairness: jain(counts),
        contendedShare: shape.contendedShare ?? 0.25,
        overlap: 0.99,
        cpuUse: shape.threads,
        runQueueDelay: null,
      },
      perThread: { threadCounts: [...counts] },
      gate: { passed: reason === undefined, reasons: reason === undefined ? [] : [reason], readings: { steal: 0.001 } },
      outlier: false,
    };
  });
  const units: Record<string, Unit> = {
    throughput: 'perSecond',
    fairness: 'ratio',
    contendedShare: 'ratio',
    overlap: 'ratio',
    cpuUse: 'cores',
  };
  const metrics: Record<string, Summary> = {};
  for (const [name, unit] of Object.entries(units)) {
    const summary = summarise(
      repeats.map(({ metrics: measured }) => measured[name] ?? NaN),
      unit,
    );
    if (summary !== null) metrics[name] = summary;
  }
  return {
    params: {
      engine: 'wasm',
      lock: shape.lock,
      threads: shape.threads,
      criticalSection: 1e-7,
      thinkTime: 1e-7,
      placement: 'free',
      duration: 0.5,
    },
    repeats,
    metrics,
    histograms,
    achieved: { criticalSection: 1.013e-7, thinkTime: 1.008e-7 },
    noisy: shape.noisy ?? false,
    oversubscribed: shape.oversubscribed ?? false,
  };
}

export function recordOf(shapes: readonly PointShape[], changes: Partial<RunRecord> = {}): RunRecord {
  const points = shapes.map(pointOf);
  return {
    schema: recordSchemaName,
    id: '2026-10-03-1433-k7q2',
    experiment: 'lock-contention',
    startedAt: '2026-10-03T14:33:05.000Z',
    elapsed: 57,
    status: 'completed',
    seed: 4127,
    environment: testEnvironment,
    request: {
      experiment: 'lock-contention',
      parameters: {
        engine: ['wasm'],
        lock: [...new Set(shapes.map(({ lock }) => lock))],
        threads: [...new Set(shapes.map(({ threads }) => threads))],
        criticalSection: [1e-7],
        thinkTime: [1e-7],
        placement: ['free'],
        duration: [0.5],
      },
      repeats: 5,
    },
    points,
    baselines: [],
    checks: [
      { id: 'countsAgree', kind: 'A', outcome: 'passed', detail: '204,117,862 in 80 repeats' },
      { id: 'exclusive', kind: 'A', outcome: 'passed', detail: '' },
      { id: 'serialBound', kind: 'G', outcome: 'passed', detail: 'highest 0.71' },
    ],
    fits: [],
    costOfMeasuring: { acquisition: 1.9e-9 },
    ...changes,
  };
}

/** Four locks over 1 to 8 threads, in the proportions of the design's picture. */
export function fourLocks(): RunRecord {
  const around = (value: number, spread: number): number[] =>
    [-1, -0.4, 0, 0.5, 1].map((step) => value + step * spread);
  const rows: [string, number[], number[]][] = [
    ['tas', [4.6e6, 6.1e6, 4.4e6, 2.6e6], [0.02e6, 0.15e6, 0.2e6, 0.3e6]],
    ['ticket', [4.7e6, 6.9e6, 6.0e6, 4.8e6], [0.02e6, 0.1e6, 0.2e6, 0.2e6]],
    ['mcs', [4.4e6, 7.0e6, 6.9e6, 6.7e6], [0.02e6, 0.15e6, 0.2e6, 0.3e6]],
    ['futex', [4.7e6, 6.3e6, 5.2e6, 4.9e6], [0.02e6, 0.2e6, 0.2e6, 0.6e6]],
  ];
  const tails: Record<string, number> = { tas: 2.4e-3, ticket: 9e-5, mcs: 4e-5, futex: 6e-4 };
  return recordOf(
    rows.flatMap(([lock, values, spreads]) =>
      [1, 2, 4, 8].map((threads, i) => {
        const noisy = lock === 'futex' && threads === 8;
        return {
          lock,
          threads,
          throughput: around(values[i] ?? NaN, spreads[i] ?? NaN),
          threadCounts: Array.from({ length: threads }, (_, t) =>
            lock === 'tas' && threads === 8 && t === 0 ? 330_000 : 1_000_000,
          ),
          latencies: Array.from({ length: 2000 }, (_, k) => 4e-7 * ((tails[lock] ?? 1e-4) / 4e-7) ** ((k / 2000) ** 6)),
          bypass: Array.from({ length: threads }, (_, t) => t),
          contendedShare: 1 - 1 / threads,
          noisy,
          ...(noisy
            ? { failing: { 1: 'steal 3.1%, limit 3%', 3: 'steal 4.8%, limit 3%', 4: 'steal 3.6%, limit 3%' } }
            : {}),
        };
      }),
    ),
  );
}

function histogramOf(unit: Unit, resolution: number, values: readonly number[]) {
  const open = createHistogram(unit, resolution);
  for (const value of values) addToHistogram(open, value);
  return closeHistogram(open);
}
