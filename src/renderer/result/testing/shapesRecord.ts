/** A record with a chart of each rarer shape, for pictures: a grid over two swept numbers, a matrix, and what was seen. */
import type { Matrix, MatrixSummary, Outcome, Point, RunRecord } from '../../../shared/runs/record.ts';
import { summariseRange } from '../../../shared/statistics/summarise.ts';
import { completedRecord, threadCounts } from './records.ts';

const sections = [0, 100e-9, 1e-6, 10e-6] as const;
const locks = ['tas', 'mcs', 'futex'] as const;
/** Of a thread alone, without work inside (seconds a round). */
const own: Readonly<Record<(typeof locks)[number], number>> = { tas: 8e-9, mcs: 18e-9, futex: 12e-9 };
const lossOf: Readonly<Record<(typeof locks)[number], number>> = { tas: 0.5, mcs: 0.05, futex: 0.2 };

function gridPoint(model: Point, lock: (typeof locks)[number], threads: number, criticalSection: number): Point {
  const round = criticalSection + 100e-9 + own[lock];
  const bound = 1 / (criticalSection + own[lock] * (1 + lossOf[lock] * threads));
  const throughput = Math.min(threads / round, bound);
  const values = [-0.03, -0.01, 0, 0.01, 0.03].map((shift) => throughput * (1 + shift));
  const summary = summariseRange(values, 'perSecond');
  const noisy = lock === 'futex' && threads === 8 && criticalSection === 10e-6;
  return {
    ...model,
    params: { ...model.params, lock, threads, criticalSection },
    repeats: model.repeats.map((repeat, i) => ({
      ...repeat,
      metrics: { ...repeat.metrics, throughput: values[i] ?? null },
      ...(noisy && { gate: { ...repeat.gate, passed: false, reasons: ['steal 4.8%, limit 3%'] } }),
    })),
    metrics: { ...model.metrics, ...(summary !== null && { throughput: summary }) },
    achieved: { criticalSection, thinkTime: 100e-9 },
    noisy,
  };
}

const labels = Array.from({ length: 12 }, (_, cpu) => String(cpu));
const sides = { rows: { title: 'from CPU', labels }, columns: { title: 'to CPU', labels } };

/** Siblings, then cores of one cache, then the other half. */
function lineLatency(from: number, to: number): number | null {
  if (from === to) return null;
  const near = Math.floor(from / 6) === Math.floor(to / 6);
  return (from % 6 === to % 6 ? (near ? 18e-9 : 96e-9) : near ? 42e-9 : 131e-9) * (1 + 0.01 * ((from * 7 + to) % 5));
}

const latency: Matrix = { ...sides, values: labels.map((_, from) => labels.map((__, to) => lineLatency(from, to))) };
const latencies: MatrixSummary = {
  ...sides,
  unit: 'seconds',
  cells: latency.values.map((row) => row.map((value) => summariseRange([value ?? NaN], 'seconds'))),
};

const seen: readonly Outcome[] = [
  {
    code: 'blocked',
    words: 'The second acquisition did not return within 100 ms and was given up.',
    said: 'A plain lock that its holder takes once more blocks for ever.',
    asSaid: true,
  },
  {
    code: 'through',
    words: 'The second acquisition returned after 40 ns.',
    said: 'A plain lock that its holder takes once more blocks for ever.',
    asSaid: false,
  },
];

/** A grid of three locks, in which one cell is noisy and one was not measured; the first point has the matrix and the sightings. */
export function shapesRecord(): RunRecord {
  const one = completedRecord();
  const [model] = one.points;
  if (model === undefined) throw new Error('The model has no point.');
  const points = locks.flatMap((lock) =>
    sections.flatMap((section) => threadCounts.map((threads) => gridPoint(model, lock, threads, section))),
  );
  const withShapes = (point: Point): Point => ({
    ...point,
    repeats: point.repeats.map((repeat, i) => ({
      ...repeat,
      matrices: { 'Line latency': latency },
      outcomes: { 'Taken twice': seen[i === 3 ? 1 : 0] ?? { code: '', words: '' } },
    })),
    matrices: { 'Line latency': latencies },
  });
  const kept = points.filter(
    ({ params }) => params['lock'] !== 'mcs' || params['threads'] !== 8 || params['criticalSection'] !== 0,
  );
  return completedRecord({
    id: '2026-10-05-1020-g1g1',
    startedAt: '2026-10-05T10:20:00.000Z',
    request: {
      ...one.request,
      parameters: { ...one.request.parameters, lock: [...locks], criticalSection: [...sections] },
    },
    points: kept.map((point, i) => (i === 0 ? withShapes(point) : point)),
  });
}
