/** Records as a run of lock-contention leaves them, for tests and pictures: plausible figures, the same each time. */
import { runRecord, type Histogram, type Point, type Repeat, type RunRecord } from '../../../shared/runs/record.ts';
import { summarise } from '../../../shared/statistics/summarise.ts';

const throughput: Readonly<Record<string, readonly number[]>> = {
  tas: [4.6e6, 6.1e6, 4.4e6, 2.6e6],
  ticket: [4.6e6, 6.9e6, 6.0e6, 4.8e6],
  mcs: [4.4e6, 7.0e6, 6.9e6, 6.7e6],
  futex: [4.7e6, 6.3e6, 5.2e6, 4.9e6],
};
const contended: Readonly<Record<string, readonly number[]>> = {
  tas: [0, 0.31, 0.62, 0.84],
  ticket: [0, 0.44, 0.83, 0.97],
  mcs: [0, 0.45, 0.85, 0.98],
  futex: [0, 0.36, 0.66, 0.81],
};
const fairness: Readonly<Record<string, number>> = { tas: 0.71, ticket: 0.9998, mcs: 0.9999, futex: 0.93 };
const latencyAt: Readonly<Record<string, readonly number[]>> = {
  tas: [1e-6, 4e-6, 40e-6, 330e-6, 2.5e-3],
  ticket: [1.2e-6, 1.6e-6, 2.4e-6, 6e-6, 90e-6],
  mcs: [1e-6, 1.4e-6, 1.8e-6, 3.2e-6, 42e-6],
  futex: [0.3e-6, 3.5e-6, 22e-6, 77e-6, 0.62e-3],
};
const bypassMax: Readonly<Record<string, number>> = { tas: 412, ticket: 7, mcs: 7, futex: 96 };

export const threadCounts = [1, 2, 4, 8] as const;

/** 1000 values of which 500 lie at the first bound, 400 at the second, 90, 9 and 1 at the rest. */
function histogramOf(unit: string, bounds: readonly number[]): Histogram {
  return { unit, upperBounds: [...bounds], counts: [500, 400, 90, 9, 1], count: 1000, max: bounds.at(-1) ?? 0 };
}

/** Shares of `threads` threads with about the wanted Jain index: one is served worse than the rest. */
function shares(total: number, threads: number, index: number): number[] {
  const spread = Math.sqrt(Math.max(0, 1 / index - 1));
  const raw = Array.from(
    { length: threads },
    (_, thread) => 1 + spread * Math.SQRT2 * Math.cos((thread * Math.PI) / threads),
  );
  const sum = raw.reduce((all, share) => all + share, 0);
  return raw.map((share) => Math.round((share / sum) * total));
}

function point(lock: string, step: number): Point {
  const threads = threadCounts[step] ?? 1;
  const centre = throughput[lock]?.[step] ?? NaN;
  const noisy = lock === 'futex' && threads === 8;
  const jain = threads === 1 ? 1 : (fairness[lock] ?? 1);
  const repeats: Repeat[] = [-0.04, -0.015, 0, 0.02, 0.035].map((shift, index) => {
    const bad = noisy && index % 2 === 1;
    const value = centre * (1 + shift * (noisy ? 3 : 1));
    return {
      metrics: { throughput: value, fairness: jain, contendedShare: contended[lock]?.[step] ?? NaN, overlap: 0.99 },
      perThread: { threadCounts: shares(value * 0.5, threads, jain) },
      gate: bad
        ? {
            passed: false,
            reasons: ['steal 4.8%, limit 3%'],
            readings: { othersCpu: 0.02, steal: 0.048, clockDrift: 0.004, overlap: 0.99 },
          }
        : { passed: true, reasons: [], readings: { othersCpu: 0.01, steal: 0.017, clockDrift: 0.004, overlap: 0.99 } },
      outlier: false,
    };
  });
  const names = ['throughput', 'fairness', 'contendedShare', 'overlap'] as const;
  return {
    params: {
      engine: 'wasm',
      lock,
      threads,
      criticalSection: 100e-9,
      thinkTime: 100e-9,
      placement: 'free',
      duration: 0.5,
    },
    repeats,
    metrics: Object.fromEntries(
      names.flatMap((name) => {
        const summary = summarise(
          repeats.flatMap((repeat) => repeat.metrics[name] ?? []),
          name === 'throughput' ? 'perSecond' : 'ratio',
        );
        return summary === null ? [] : [[name, summary]];
      }),
    ),
    histograms: {
      acquireLatency: histogramOf(
        'seconds',
        (latencyAt[lock] ?? []).map((value) => (value * threads) / 8),
      ),
      bypass: histogramOf(
        'count',
        [0, 1, 2, 3, bypassMax[lock] ?? 0].map((value) => (threads === 1 ? 0 : value)),
      ),
    },
    achieved: { criticalSection: 101.3e-9, thinkTime: 100.8e-9 },
    noisy,
    oversubscribed: false,
  };
}

/** A completed run of four locks at 1, 2, 4 and 8 threads, one point noisy, parsed by the schema. */
export function completedRecord(changes: Partial<RunRecord> = {}): RunRecord {
  return runRecord.parse({
    schema: 'threadlab.run/1',
    id: '2026-10-03-1433-k7q2',
    experiment: 'lock-contention',
    startedAt: '2026-10-03T14:33:05.000Z',
    elapsed: 57,
    status: 'completed',
    seed: 41276603,
    environment: {
      cpuModel: 'AMD EPYC 7313P',
      packages: 1,
      cores: 8,
      cpus: 16,
      caches: [{ level: 3, type: 'unified', sizeBytes: 32 * 1024 * 1024 }],
      clock: null,
      governor: null,
      memory: 32 * 1024 ** 3,
      os: 'Debian GNU/Linux 12',
      kernel: '6.18.2',
      virtualization: 'kvm',
      limits: { cpus: null, source: 'no quota' },
      node: '24.21.0',
      v8: '13.6',
      pythons: [],
    },
    request: {
      experiment: 'lock-contention',
      parameters: {
        engine: ['wasm'],
        lock: ['tas', 'ticket', 'mcs', 'futex'],
        threads: [...threadCounts],
        criticalSection: [100e-9],
        thinkTime: [100e-9],
        placement: ['free'],
        duration: [0.5],
      },
      repeats: 5,
    },
    points: ['tas', 'ticket', 'mcs', 'futex'].flatMap((lock) => threadCounts.map((_, step) => point(lock, step))),
    baselines: [],
    checks: [
      { id: 'countsAgree', kind: 'A', outcome: 'passed', detail: '204,117,862 in 80 repeats' },
      { id: 'exclusive', kind: 'A', outcome: 'passed', detail: '' },
      { id: 'serialBound', kind: 'G', outcome: 'passed', detail: 'highest 0.71' },
      { id: 'fifo', kind: 'A', outcome: 'passed', detail: '7 at 8 threads' },
      {
        id: 'serialBound',
        kind: 'G',
        outcome: 'inconclusive',
        params: { lock: 'futex', threads: 8 },
        detail: 'noisy: steal 4.8% in repeats 2 and 4',
      },
    ],
    fits: [
      {
        kind: 'usl',
        params: {},
        values: {},
        refused: '4 points, and the Universal Scalability Law needs at least 6. Add 3, 6 and 12 threads.',
      },
    ],
    costOfMeasuring: { acquisition: 1.9e-9 },
    ...changes,
  });
}

/** The same on two engines, of which native alone has pthread's mutex; it is faster, and futex at 8 threads is noisy on both. */
export function twoEngineRecord(): RunRecord {
  const one = completedRecord();
  const faster = (values: Readonly<Record<string, number | null>>) => ({
    ...values,
    throughput: (values['throughput'] ?? NaN) * 1.6,
  });
  const native = one.points.map((point) => ({
    ...point,
    params: { ...point.params, engine: 'native' },
    repeats: point.repeats.map((repeat) => ({ ...repeat, metrics: faster(repeat.metrics) })),
    metrics: Object.fromEntries(
      Object.entries(point.metrics).map(([name, summary]) => {
        const factor = name === 'throughput' ? 1.6 : 1;
        const { median, low, high } = summary;
        return [name, { ...summary, median: median * factor, low: low * factor, high: high * factor }];
      }),
    ),
  }));
  const alone = native
    .filter(({ params: { lock } }: Point) => lock === 'futex')
    .map((point) => ({ ...point, params: { ...point.params, lock: 'pthreadMutex' }, noisy: false }));
  const { parameters } = one.request;
  return completedRecord({
    id: '2026-10-03-1512-e2e2',
    startedAt: '2026-10-03T15:12:00.000Z',
    elapsed: 118,
    environment: { ...one.environment, compiler: 'gcc 14.2.0' },
    request: {
      ...one.request,
      parameters: {
        ...parameters,
        engine: ['wasm', 'native'],
        lock: [...(parameters['lock'] ?? []), 'pthreadMutex'],
      },
    },
    points: [...one.points, ...native, ...alone],
  });
}

/** A run whose runner was killed after some repeats. */
export function failedRecord(): RunRecord {
  return completedRecord({
    id: '2026-10-03-1501-b2m9',
    status: 'failed',
    elapsed: 12,
    error: {
      message: 'The runner was killed by signal 9. Linux was out of memory.',
      exitStatus: null,
      signal: 'SIGKILL',
      lastLines: ['repeat 7 of 80: mcs, 4 threads', 'Killed'],
    },
    checks: [],
  });
}
