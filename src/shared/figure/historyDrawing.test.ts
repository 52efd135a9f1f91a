import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyFigure, type HistoryFigure } from '../monitor/historyFigure.ts';
import { drawHistory } from './historyDrawing.ts';

const figure: fc.Arbitrary<HistoryFigure> = fc.record({
  title: fc.string({ minLength: 1, maxLength: 100 }),
  subject: fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
  unit: fc.constantFrom(...historyFigure.shape.unit.options),
  length: fc.double({ min: 1, max: 86_400, noNaN: true }),
  until: fc.constant('2026-11-30T12:10:05Z'),
  step: fc.double({ min: 0, max: 3600, noNaN: true }),
  lines: fc.array(
    fc.record({
      name: fc.string({ maxLength: 100 }),
      points: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 86_400, noNaN: true }),
          value: fc.option(fc.double({ min: 0, max: 1e18, noNaN: true })),
        }),
        { maxLength: 30 },
      ),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

/** One reading of one line. */
const seenOnce = (value: number): HistoryFigure => ({
  title: 'Memory',
  subject: 'This machine',
  unit: 'count',
  length: 60,
  until: '2026-11-30T12:10:05Z',
  step: 0,
  lines: [{ name: 'used', points: [{ at: 0, value }] }],
});

test('whatever was seen, the figure is one, with a number in every place', () => {
  fc.assert(
    fc.property(figure, (asked) => {
      expect(historyFigure.safeParse(asked).success).toBe(true);
      const svg = drawHistory(asked, 'Machine: M.');
      expect(svg).toMatch(/^<\?xml[^]*<\/svg>\n$/);
      expect(svg).not.toMatch(/="[^"]*(NaN|Infinity)/);
    }),
    { numRuns: 300, examples: [[seenOnce(5e-324)]] },
  );
});
