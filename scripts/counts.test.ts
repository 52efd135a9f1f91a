/** The sums of `npm test`: a failure that a report does not show must still fail. */
import { expect, test } from 'vitest';
import { believe, lastLine, readCounts, readPlaywright, sum } from './counts.mjs';

const counted = { passed: 3, failed: 0, skipped: [{ name: 'a', reason: 'no compiler' }] };

test('adds up all parts in the last line', () => {
  expect(lastLine(sum([counted, { passed: 1, failed: 2, skipped: [] }]))).toBe('4 passed, 2 failed, 1 skipped');
});

test('a program that ends badly has failed, whatever it counted', () => {
  expect(believe(counted, false).failed).toBe(1);
  expect(believe(undefined, true).failed).toBe(1);
  expect(believe(counted, true)).toEqual(counted);
  expect(believe({ ...counted, failed: 2 }, false).failed).toBe(2);
});

test.each(['', '{', '[]', '{"passed":1}', 'null'])('%j is no report', (text) => {
  expect(readCounts(text)).toBeUndefined();
  expect(readPlaywright(text)).toBeUndefined();
});

test('reads back what was counted', () => {
  expect(readCounts(JSON.stringify(counted))).toEqual(counted);
});

test('counts tests of nested suites, the reasons of skips, and errors outside of tests', () => {
  const spec = (title: string, status: string, annotations: object[] = []) => ({
    title,
    tests: [{ projectName: 'serve', status, annotations }],
  });
  const report = {
    errors: [{ message: 'a file does not load' }],
    suites: [
      {
        specs: [spec('passes', 'expected')],
        suites: [
          {
            specs: [
              spec('fails', 'unexpected'),
              spec('is flaky', 'flaky'),
              spec('cannot', 'skipped', [{ type: 'skip', description: 'no display' }]),
            ],
          },
        ],
      },
    ],
  };
  expect(readPlaywright(JSON.stringify(report))).toEqual({
    passed: 1,
    failed: 3,
    skipped: [{ name: 'serve: cannot', reason: 'no display' }],
  });
});
