import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRunId, newRunId } from './runId.ts';

test('is the start by the clock on the wall and four letters', () => {
  expect(newRunId(new Date(2026, 9, 3, 14, 3), () => 0)).toBe('2026-10-03-1403-aaaa');
});

test('always has the form that a path may be built from', () => {
  const instant = fc.date({ min: new Date(2000, 0, 1), max: new Date(2100, 0, 1), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (now, draw) => {
      expect(isRunId(newRunId(now, () => draw))).toBe(true);
    }),
  );
});

test.each([
  '',
  '..',
  '../2026-10-03-1433-k7q2',
  '2026-10-03-1433-k7q2/..',
  '2026-10-03-1433-K7Q2',
  '2026-10-03-1433-k7q2\n',
])('refuses %j', (text) => expect(isRunId(text)).toBe(false));
