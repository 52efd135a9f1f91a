import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadLabels } from './spreadLabels.ts';

test('leaves labels alone that can be read', () =>
  expect(spreadLabels([10, 60, 30], 14, 0, 100)).toEqual([10, 60, 30]));

test('pushes labels apart around where their lines end', () => {
  expect(spreadLabels([50, 52], 14, 0, 100)).toEqual([44, 58]);
});

test('keeps the gap, the order of the lines and the plot, wherever the lines end', () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 8 }), (ends) => {
      const places = spreadLabels(ends, 14, 0, 200);
      const order = ends.map((_, index) => index).toSorted((a, b) => ends[a]! - ends[b]! || a - b);
      const placed = order.map((index) => places[index]!);
      const gaps = placed.slice(1).map((place, index) => place - placed[index]!);
      expect(Math.min(Infinity, ...gaps)).toBeGreaterThanOrEqual(14 - 1e-6);
      expect(Math.min(...placed)).toBeGreaterThanOrEqual(-1e-6);
      expect(Math.max(...placed)).toBeLessThanOrEqual(200 + 1e-6);
    }),
  ));
