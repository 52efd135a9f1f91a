/** Hand-made records of lock-contention over engines and critical sections besides locks and threads, and one of every rarer shape. */
import { summariseRange } from '../../statistics/summarise.ts';
import type { ParameterValue, Point, RunRecord } from '../record.ts';
import { pointOf, recordOf, type PointShape } from './records.ts';

export interface SweptShape extends PointShape {
  engine?: string;
  criticalSection?: number;
}

/** Whatever the shapes have several values of was swept. */
export function sweptRecord(shapes: readonly SweptShape[], changes: Partial<RunRecord> = {}): RunRecord {
  const points = shapes.map(({ engine = 'wasm', criticalSection = 1e-7, ...shape }): Point => {
    const point = pointOf(shape);
    return { ...point, params: { ...point.params, engine, criticalSection } };
  });
  const record = recordOf([], changes);
  const swept = ['engine', 'lock', 'threads', 'criticalSection'].map((name): [string, ParameterValue[]] => [
    name,
    [...new Set(points.flatMap(({ params }) => params[name] ?? []))],
  ]);
  const parameters = { ...record.request.parameters, ...Object.fromEntries(swept) };
  return { ...record, points, request: { ...record.request, parameters } };
}

/** Two locks over 1 and 2 threads and two critical sections, one cell noisy. */
export function gridRecord(): RunRecord {
  return sweptRecord(
    ['tas', 'mcs'].flatMap((lock) =>
      [1e-7, 1e-6].flatMap((criticalSection) =>
        [1, 2].map((threads) => ({
          lock,
          criticalSection,
          threads,
          throughput: [(threads * 0.1) / criticalSection],
          noisy: lock === 'mcs' && threads === 2 && criticalSection === 1e-6,
        })),
      ),
    ),
  );
}

/** Two threads on one lock, with a matrix, a series and sightings, as experiments of those shapes leave them. */
export function shapesRecord(): RunRecord {
  const record = recordOf([{ lock: 'tas', threads: 2, throughput: [1, 2] }]);
  const labels = ['0', '1'];
  const sides = { rows: { title: 'from CPU', labels }, columns: { title: 'to CPU', labels } };
  const values = [
    [null, 4.2e-8],
    [6.1e-8, null],
  ];
  const cells = values.map((row) => row.map((value) => summariseRange([value ?? NaN], 'seconds')));
  return {
    ...record,
    points: record.points.map((point) => ({
      ...point,
      matrices: { latency: { ...sides, unit: 'seconds', cells } },
      series: {
        clock: {
          unit: 'hertz',
          at: [0.1, 0.2, 1.1, 1.2],
          repeat: [0, 0, 1, 1],
          values: [
            [3e9, 3.1e9, 3e9, null],
            [2e9, 2.1e9, 2e9, 2e9],
          ],
        },
      },
      repeats: point.repeats.map((repeat, i) => ({
        ...repeat,
        matrices: { latency: { ...sides, values } },
        outcomes: {
          takenTwice: {
            code: i === 0 ? 'blocked' : 'through',
            words: i === 0 ? 'It blocked, as <long> as we waited.' : 'It went on.',
            said: 'It blocks.',
            asSaid: i === 0,
          },
        },
      })),
    })),
  };
}
