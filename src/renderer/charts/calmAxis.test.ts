import { expect, test } from 'vitest';
import { type CalmState, calmMaximum, topOf } from './calmAxis.ts';

/** The tops that an axis shows for [value, seconds] one after the other. */
function tops(readings: readonly (readonly [number, number])[]): number[] {
  let state: CalmState | null = null;
  return readings.map(([value, at]) => {
    state = calmMaximum(state, value, at);
    return topOf(state.ticks);
  });
}

test('grows at once to the next round number', () => {
  expect(
    tops([
      [7, 0],
      [11, 0.2],
    ]),
  ).toEqual([8, 12.5]);
});

test('shrinks only after 10 s with room to spare, and then to what was needed meanwhile', () => {
  expect(
    tops([
      [9, 0],
      [2, 1],
      [4.5, 6],
      [2, 10.9],
      [2, 11],
    ]),
  ).toEqual([10, 10, 10, 10, 5]);
});

test('does not shrink when the room was needed again in between', () => {
  expect(
    tops([
      [9, 0],
      [2, 1],
      [9, 8],
      [2, 9],
      [2, 12],
    ]),
  ).toEqual([10, 10, 10, 10, 10]);
});

test('is the same state while nothing changes, so that nothing is drawn again', () => {
  const state = calmMaximum(null, 7, 0);
  expect(calmMaximum(state, 7.5, 1)).toBe(state);
});
