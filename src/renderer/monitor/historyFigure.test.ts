import { expect, test } from 'vitest';
import { historyFigure } from '../../shared/monitor/historyFigure.ts';
import { historyFigureOf } from './historyFigure.ts';
import { spans } from './rows/spanHistory.ts';

const row = (at: number, load: number) => ({ at, values: { load } });

test('has the seconds of the span from its left edge, and breaks where nothing was read or known', () => {
  const figure = historyFigureOf(
    { title: 'Load', unit: 'count', series: [['load', 'load', 'machine.load']] },
    {
      subject: 'This machine',
      rows: [row(939, 9), row(941, 1), row(942, 2), row(943, NaN), row(944, 3), row(1000, 4)],
      now: 1000,
      until: '2026-11-30T12:10:05Z',
      span: spans[0],
    },
  );
  expect(figure.lines).toEqual([
    {
      name: 'load',
      points: [
        { at: 1, value: 1 },
        { at: 2, value: 2 },
        { at: 3, value: null },
        { at: 4, value: 3 },
        { at: 4, value: null },
        { at: 60, value: 4 },
      ],
    },
  ]);
  expect(historyFigure.parse(figure)).toEqual(figure);
});
