import { expect, test } from 'vitest';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import type { Gate, Point } from '../../shared/runs/record.ts';
import { environmentOf } from './environment.ts';
import { judgeSweeps, type SweepCheck } from './sweepChecks.ts';
import { testMachine } from './testing/testMachine.ts';

/** Holds where throughput rises from each number of threads to the next. */
const rises = (id: string): SweepCheck => ({
  id,
  judge: ({ points }) => {
    const values = points.map(({ metrics }) => metrics['throughput']?.median ?? NaN);
    if (values.length < 2) return null;
    return { holds: values.every((value, i) => i === 0 || value > Number(values[i - 1])), detail: values.join(' ') };
  },
});

function point(threads: number, median: number, others: Partial<Point> = {}): Point {
  const gate: Gate = { passed: !others.noisy, reasons: others.noisy ? ['steal 9%, limit 3%'] : [], readings: {} };
  return {
    params: { engine: 'wasm', lock: 'tas', threads },
    repeats: [{ metrics: { throughput: median }, gate, outlier: false }],
    metrics: { throughput: { unit: 'perSecond', median, low: median, high: median, n: 5, interval: 'range' } },
    noisy: false,
    oversubscribed: false,
    ...others,
  };
}

function judged(id: string, points: readonly Point[]) {
  const outcomes = judgeSweeps(lockContention, points, environmentOf(testMachine), [rises(id)]);
  return outcomes.map(({ outcome, detail }) => [outcome, detail]);
}

test('is judged for each line, its points in the order of the axis', () => {
  const of = (lock: string, { params, ...rest }: Point): Point => ({ ...rest, params: { ...params, lock } });
  const points = [point(4, 3), point(1, 1), of('mcs', point(1, 2)), point(2, 2), of('mcs', point(2, 1))];
  expect(judgeSweeps(lockContention, points, environmentOf(testMachine), [rises('serialBound')])).toEqual([
    { id: 'serialBound', kind: 'G', outcome: 'passed', params: { engine: 'wasm', lock: 'tas' }, detail: '1 2 3' },
    { id: 'serialBound', kind: 'G', outcome: 'failed', params: { engine: 'wasm', lock: 'mcs' }, detail: '2 1' },
  ]);
});

test('of kind G leaves out the points that were disturbed; one of kind A does not', () => {
  const points = [point(1, 1), point(2, 9, { noisy: true }), point(4, 3), point(8, 2, { oversubscribed: true })];
  expect(judged('serialBound', points)).toEqual([['passed', '1 3']]);
  expect(judged('exclusive', points)).toEqual([['failed', '1 9 3 2']]);
});

test('of kind G is inconclusive where too few points were quiet, and says why', () => {
  expect(judged('serialBound', [point(1, 1), point(2, 2, { noisy: true })])).toEqual([
    ['inconclusive', 'too few points were quiet: steal 9%, limit 3%'],
  ]);
});

test('that the points say nothing of is left out, as before any was reached', () => {
  expect(judged('serialBound', [point(1, 1), { ...point(2, 2), repeats: [], metrics: {} }])).toEqual([]);
});
