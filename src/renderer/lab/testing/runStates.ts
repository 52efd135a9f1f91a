/** States of a running lock-contention as the backend sends them, for tests and pictures. */
import { type LiveSample, type RunState, runState } from '../../../shared/lab/contract.ts';
import { completedRecord } from '../../result/testing/records.ts';

const rate = 20;

/** Samples of one repeat, 20 a second, from `from` seconds on; each thread adds `perSecond` a second until `frozenAt`. */
export function samplesOf(
  repeat: number,
  from: number,
  count: number,
  threads: number,
  perSecond: number,
  frozenAt = Infinity,
): LiveSample[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + index / rate;
    const run = Math.min(at, frozenAt) - from;
    const wobble = 1 + 0.004 * Math.sin(index * 2.3);
    const each = Math.round((run * perSecond * (Number.isFinite(frozenAt) ? 1 : wobble)) / threads);
    return {
      at,
      repeat,
      counters: {
        acquisitions: Array.from({ length: threads }, (_, thread) =>
          Math.round(each * (1 + 0.004 * Math.cos(thread * 2))),
        ),
        contended: Array.from({ length: threads }, () => Math.round(each * 0.6)),
      },
    };
  });
}

/** A run with `done` repeats finished and the next one under way; it asks for what `record` asked for. */
export function runningState(done: number, changes: Partial<RunState> = {}, record = completedRecord()): RunState {
  const points = record.points.map((point) => point.params);
  const order = Array.from({ length: points.length * 5 }, (_, index) => (index * 37) % points.length);
  const nowPoint = order[done] ?? 0;
  const threads = Number(points[nowPoint]?.['threads']);
  const lock = String(points[nowPoint]?.['lock']);
  const start = done * 0.7;
  const finished = order.slice(0, done).map((point, repeat) => {
    const source = record.points[point]?.repeats[Math.floor(repeat / points.length) % 5];
    return {
      repeat,
      point,
      metrics: source?.metrics ?? {},
      gate: source?.gate ?? { passed: true, reasons: [], readings: {} },
    };
  });
  const recent = order.slice(Math.max(0, done - 14), done + 1).flatMap((point, index) => {
    const repeat = Math.max(0, done - 14) + index;
    const params = points[point] ?? {};
    const speed = record.points[point]?.metrics['throughput']?.median ?? 0;
    return samplesOf(repeat, repeat * 0.7, 11, Number(params['threads']), speed);
  });
  return runState.parse({
    id: record.id,
    experiment: record.experiment,
    request: record.request,
    seed: record.seed,
    startedAt: record.startedAt,
    process: { pid: 61877, startTicks: 123456 },
    phase: 'measuring',
    plan: { points, order },
    current: {
      repeat: done,
      point: nowPoint,
      threads: Array.from({ length: threads }, (_, thread) => ({ tid: 61880 + thread, name: `${lock}-w${thread}` })),
    },
    done,
    elapsed: start + 0.55,
    remaining: (order.length - done) * 0.7,
    achieved: { criticalSection: 101.3e-9, thinkTime: 100.8e-9 },
    finished,
    samples: recent,
    outcome: null,
    ...changes,
  });
}
