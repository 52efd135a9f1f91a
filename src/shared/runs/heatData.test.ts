import { describe, expect, test } from 'vitest';
import { chartAxes } from './chartAxes.ts';
import { gridAxes, gridMaps, heatScale, matrixMaps } from './heatData.ts';
import { outcomeRows } from './outcomeData.ts';
import type { Outcome } from './record.ts';
import { resultCharts } from './resultCharts.ts';
import { fourLocks, recordOf } from './testing/records.ts';
import { gridRecord } from './testing/sweptRecords.ts';

describe('a grid', () => {
  test('has a map for each line, the largest y on top, noisy points marked', () => {
    const maps = gridMaps(gridRecord(), 'throughput');
    expect(maps.map(({ title }) => title)).toEqual(['tas', 'mcs']);
    expect(maps[0]?.rows).toEqual({ title: 'critical section', labels: ['1 µs', '100 ns'] });
    expect(maps[0]?.columns).toEqual({ title: 'threads', labels: ['1', '2'] });
    expect(maps[0]?.cells.map((row) => row.map((cell) => Math.round(cell?.summary.median ?? NaN)))).toEqual([
      [1e5, 2e5],
      [1e6, 2e6],
    ]);
    expect(maps[1]?.cells[0]?.map((cell) => cell?.hollow)).toEqual([null, 'noisy']);
  });

  test('is none where one number alone was swept', () => {
    expect(gridAxes(fourLocks(), chartAxes(fourLocks()), 'throughput')).toBeNull();
    expect(gridMaps(fourLocks(), 'throughput')).toEqual([]);
  });

  test('keeps the place of a point that was not measured', () => {
    const record = gridRecord();
    const [, ...points] = record.points;
    expect(gridMaps({ ...record, points }, 'throughput')[0]?.cells[1]).toMatchObject([null, { hollow: null }]);
  });

  test('is a chart beside the sweep of each scalar', () => {
    const charts = resultCharts(gridRecord());
    expect(charts.slice(0, 2)).toEqual([
      { name: 'throughput', metric: 'throughput', kind: 'sweep', title: 'Throughput over threads' },
      {
        name: 'throughput.grid',
        metric: 'throughput',
        kind: 'grid',
        title: 'Throughput over threads and critical section',
      },
    ]);
  });
});

describe('the scale of heat maps', () => {
  const scaleOf = (...values: number[]) => {
    const summary = (median: number) => ({ unit: '', median, low: 0, high: 0, n: 1, interval: 'range' as const });
    const cells = [values.map((value) => ({ summary: summary(value), hollow: null }))];
    return heatScale([{ title: '', rows: { title: '', labels: [] }, columns: { title: '', labels: [] }, cells }]);
  };

  test('begins at 0 within a decade, and is logarithmic beyond', () => {
    expect(scaleOf(5, 10)).toMatchObject({ low: 0, high: 10, logarithmic: false });
    expect(scaleOf(5, 10).shareOf(5)).toBe(0.5);
    expect(scaleOf(1, 100)).toMatchObject({ low: 1, high: 100, logarithmic: true });
    expect(scaleOf(1, 100).shareOf(10)).toBeCloseTo(0.5);
  });

  test('holds a 0, a single value and none at all', () => {
    expect(scaleOf(0, 100)).toMatchObject({ low: 0, logarithmic: false });
    expect(scaleOf(7).shareOf(7)).toBe(1);
    expect(scaleOf(0).shareOf(0)).toBe(0);
    expect(scaleOf()).toMatchObject({ low: 0, high: 0 });
  });
});

test('a matrix is drawn for each point that has one', () => {
  const record = fourLocks();
  const side = (title: string) => ({ title, labels: ['0', '1'] });
  const cell = { unit: 'seconds', median: 5e-8, low: 4e-8, high: 6e-8, n: 5, interval: 'range' as const };
  const latency = {
    unit: 'seconds',
    rows: side('from CPU'),
    columns: side('to CPU'),
    cells: [
      [null, cell],
      [cell, null],
    ],
  };
  const [first, ...rest] = record.points;
  if (first === undefined) throw new Error('no point');
  const maps = matrixMaps({ ...record, points: [{ ...first, matrices: { latency } }, ...rest] }, 'latency');
  expect(maps).toMatchObject([{ title: 'lock tas, threads 1', rows: side('from CPU'), columns: side('to CPU') }]);
  expect(maps[0]?.cells[0]).toEqual([null, { summary: cell, hollow: null }]);
});

test('what was seen is counted by its code, the most frequent first, beside what is said', () => {
  const record = recordOf([{ lock: 'tas', threads: 2, throughput: [1, 2, 3] }]);
  const seen: Outcome[] = [
    { code: 'through', words: 'It went on.', said: 'It blocks.', asSaid: false },
    { code: 'blocked', words: 'It blocked after 2 ms.', said: 'It blocks.', asSaid: true },
    { code: 'blocked', words: 'It blocked after 3 ms.', said: 'It blocks.', asSaid: true },
  ];
  record.points[0]?.repeats.forEach((repeat, i) => {
    const one = seen[i];
    if (one !== undefined) repeat.outcomes = { takenTwice: one };
  });
  expect(outcomeRows(record, 'takenTwice')).toEqual([
    {
      place: '',
      said: 'It blocks.',
      of: 3,
      noisy: false,
      seen: [
        { code: 'blocked', words: 'It blocked after 2 ms.', times: 2, asSaid: true },
        { code: 'through', words: 'It went on.', times: 1, asSaid: false },
      ],
    },
  ]);
  expect(resultCharts(record).map(({ name, kind }) => `${kind} ${name}`)).toContain('outcome takenTwice');
});

test('points that differ in the x axis alone are one row where they saw the same', () => {
  const record = recordOf(
    ['tas', 'mcs'].flatMap((lock) => [1, 2, 4].map((threads) => ({ lock, threads, throughput: [1, 2] }))),
  );
  const one: Outcome = { code: 'blocked', words: 'It blocked.', said: 'It blocks.', asSaid: true };
  for (const { params, repeats } of record.points) {
    const isOther = params['lock'] === 'mcs' && params['threads'] === 2;
    for (const repeat of repeats)
      repeat.outcomes = { seen: isOther ? { ...one, code: 'through', asSaid: false } : one };
  }
  expect(outcomeRows(record, 'seen').map(({ place, of, seen }) => [place, of, seen.length])).toEqual([
    ['lock tas', 6, 1],
    ['lock mcs, threads 1, 4', 4, 1],
    ['lock mcs, threads 2', 2, 1],
  ]);
});
