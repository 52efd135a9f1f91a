import { expect, test } from 'vitest';
import { windowOf } from './useRowWindow.ts';

test.each([
  [0, 600],
  [299, 600],
  [15_000, 577],
])('at %d px a list of %d px draws what is seen, some rows around it, and no more', (top, height) => {
  const { from, to } = windowOf(top, height, 30);
  expect(from).toBeLessThanOrEqual(Math.floor(top / 30));
  expect(to).toBeGreaterThanOrEqual(Math.ceil((top + height) / 30));
  expect(to - from).toBeLessThanOrEqual(height / 30 + 41);
});

test('before it is laid out, the first rows are drawn', () => {
  expect(windowOf(0, 0, 30)).toEqual({ from: 0, to: 40 });
});
