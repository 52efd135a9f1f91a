import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LaneSpan } from '../../../shared/monitor/laneHistory.ts';
import { laneStrips } from './laneStrips.ts';

const span = (from: number, to: number, more: Partial<LaneSpan> = {}): LaneSpan => ({
  from,
  to,
  run: 0,
  wait: 0,
  rest: 5,
  cpu: 0,
  state: 'S',
  channel: null,
  ...more,
});

test('puts the newest at the right edge and makes one of neighbours that look alike', () => {
  const strips = laneStrips([span(8, 9), span(9, 9.5), span(9.5, 10, { run: 1, cpu: 3 })], 10, 10, 100);
  expect(strips).toEqual([
    { x: 80, width: 15, shares: [0, 0, 0, 0, 0, 1], cpu: NaN },
    { x: 95, width: 5, shares: [1, 0, 0, 0, 0, 0], cpu: 3 },
  ]);
});

test('spans narrower than a pixel add up in it', () => {
  const strips = laneStrips([span(0, 0.5, { run: 1 }), span(0.5, 1)], 1, 1, 1);
  expect(strips).toEqual([{ x: 0, width: 1, shares: [0.5, 0, 0, 0, 0, 0.5], cpu: 0 }]);
});

test('a stretch without samples stays empty, and a move to another CPU is another strip', () => {
  const strips = laneStrips(
    [span(0, 4, { run: 1, cpu: 1 }), span(6, 8, { run: 1, cpu: 1 }), span(8, 10, { run: 1, cpu: 2 })],
    10,
    10,
    10,
  );
  expect(strips.map(({ x, width, cpu }) => [x, width, cpu])).toEqual([
    [0, 4, 1],
    [6, 2, 1],
    [8, 2, 2],
  ]);
});

test('strips lie beside one another inside the lane, and their shares make the whole', () => {
  const spans = fc.array(
    fc.record({
      length: fc.double({ min: 0.001, max: 3, noNaN: true }),
      run: fc.double({ min: 0, max: 0.5, noNaN: true }),
      wait: fc.double({ min: 0, max: 0.5, noNaN: true }),
      rest: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: 200 }), (lengths, width) => {
      let at = 0;
      const made = lengths.map(({ length, ...rest }) => span(at, (at += length), rest));
      let edge = 0;
      for (const strip of laneStrips(made, at, 10, width)) {
        expect(strip.x).toBeGreaterThanOrEqual(edge);
        edge = strip.x + strip.width;
        expect(Math.abs(strip.shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThanOrEqual(3 / 16);
      }
      expect(edge).toBeLessThanOrEqual(width);
    }),
    { numRuns: 30 },
  );
});
