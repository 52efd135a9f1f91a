/** The sums of `npm test`: a failure that a report does not show must still fail. */
import { expect, test } from 'vitest';
import { believe, lastLine, readCounts, readPlaywright, sum } from './counts.mjs';

const failure = { name: 'b', words: 'expected 1 to be 2' };
const counted = { passed: 3, failures: [], skipped: [{ name: 'a', reason: 'no compiler' }] };

test('adds up all parts in the last line', () => {
  expect(lastLine(sum([counted, { passed: 1, failures: [failure, failure], skipped: [] }]))).toBe(
    '4 passed, 2 failed, 1 skipped',
  );
});

test('a program that ends badly has failed, whatever it counted', () => {
  expect(believe('unit', counted, false).failures).toHaveLength(1);
  expect(believe('unit', undefined, true).failures).toHaveLength(1);
  expect(believe('unit', counted, true)).toEqual(counted);
  expect(believe('unit', { ...counted, failures: [failure] }, false).failures).toEqual([failure]);
});

test.each(['', '{', '[]', '{"passed":1}', 'null'])('%j is no report', (text) => {
  expect(readCounts(text)).toBeUndefined();
  expect(readPlaywright(text)).toBeUndefined();
});

test('reads back what was counted', () => {
  const all = { ...counted, failures: [failure] };
  expect(readCounts(JSON.stringify(all))).toEqual(all);
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
    failures: [
      { name: 'outside of the tests', words: 'a file does not load' },
      { name: 'serve: fails', words: 'no reason given' },
      { name: 'serve: is flaky', words: 'no reason given' },
    ],
    skipped: [{ name: 'serve: cannot', reason: 'no display' }],
  });
});
