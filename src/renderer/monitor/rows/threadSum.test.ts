import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumLine } from './threadSum.ts';

test('live and exited threads add up to the process', () => {
  expect(sumLine([2472.42, 0], 2600.31)).toEqual({
    live: 2472.4,
    exited: 127.9,
    process: 2600.3,
    mayBeRounding: false,
  });
});

test('a process counted in ticks never has less than its threads counted in nanoseconds', () => {
  expect(sumLine([0.26, 0.26], 0.5)).toMatchObject({ live: 0.5, exited: 0, process: 0.5 });
  expect(sumLine([1.04, 1.04], 2)).toMatchObject({ live: 2.1, exited: 0, process: 2.1 });
});

test('a rest that whole ticks alone can explain is said to be that', () => {
  const twelve = Array.from({ length: 12 }, () => 1);
  expect(sumLine(twelve, 12.2)?.mayBeRounding).toBe(true);
  expect(sumLine(twelve, 14)?.mayBeRounding).toBe(false);
});

test.each([
  [[], 3],
  [[1, NaN], 3],
  [[1], NaN],
])('there is no sum of %j and %d', (live, process) => {
  expect(sumLine(live, process)).toBeNull();
});

test('adds up in tenths for any times', () => {
  const time = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(time, { minLength: 1 }), time, (live, process) => {
      const sum = sumLine(live, process);
      expect(sum && Math.round(sum.live * 10) + Math.round(sum.exited * 10)).toBe(sum && Math.round(sum.process * 10));
      expect(sum && sum.exited).toBeGreaterThanOrEqual(0);
    }),
  );
});
