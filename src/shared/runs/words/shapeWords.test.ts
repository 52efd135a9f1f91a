import { describe, expect, test } from 'vitest';
import type { Outcome, RunRecord } from '../record.ts';
import { recordOf } from '../testing/records.ts';
import { matrixWords } from './matrixWords.ts';
import { outcomeWords } from './outcomeWords.ts';
import type { Sentence } from './sentence.ts';

const textOf = (sentences: readonly Sentence[]) =>
  sentences.map((sentence) => sentence.map(({ text }) => text).join('')).join(' ');

describe('what was seen', () => {
  const blocked: Outcome = { code: 'blocked', words: 'It blocked.', said: 'It blocks.', asSaid: true };
  const through: Outcome = { code: 'through', words: 'It went on.', said: 'It blocks.', asSaid: false };
  const { said: _, asSaid: __, ...unsaid } = blocked;

  /** A point for each lock, of which the repeats saw what is listed. */
  function seenBy(locks: Readonly<Record<string, readonly Outcome[]>>): RunRecord {
    const record = recordOf(
      Object.entries(locks).map(([lock, seen]) => ({ lock, threads: 1, throughput: seen.map(() => 1) })),
    );
    record.points.forEach(({ params, repeats }) =>
      repeats.forEach((repeat, i) => {
        const one = locks[String(params['lock'])]?.[i];
        if (one !== undefined) repeat.outcomes = { seen: one };
      }),
    );
    return record;
  }

  test.each([
    ['all as said', { tas: [blocked], mcs: [blocked] }, '2 of 2 were as said.'],
    ['one alone', { tas: [blocked, blocked] }, 'It was as said.'],
    [
      'one otherwise in a repeat',
      { tas: [blocked, through, blocked], mcs: [blocked] },
      '1 of 2 was as said. Lock tas: It went on. (1 of 3 repeats)',
    ],
    ['where nothing is said', { tas: [unsaid, unsaid] }, 'It blocked. (2 of 2 repeats)'],
    [
      'not the same in all repeats, though nothing speaks against it',
      { tas: [blocked, { ...blocked, code: 'late' }], mcs: [blocked] },
      '2 of 2 were as said. Lock tas was not the same in all repeats.',
    ],
  ])('%s', (_what, locks, words) => expect(textOf(outcomeWords(seenBy(locks), 'seen'))).toBe(words));

  test('is empty where nothing was seen', () => expect(outcomeWords(recordOf([]), 'seen')).toEqual([]));
});

test('a matrix is told by its middle and its ends', () => {
  const record = recordOf([{ lock: 'tas', threads: 1, throughput: [1] }]);
  const cell = (median: number) => ({
    unit: 'seconds',
    median,
    low: median,
    high: median,
    n: 1,
    interval: 'range' as const,
  });
  const side = (title: string) => ({ title, labels: ['0', '1'] });
  for (const point of record.points) {
    const cells = [
      [null, cell(4e-8)],
      [cell(6e-8), cell(5e-8)],
    ];
    point.matrices = { Latency: { unit: 'seconds', rows: side('from CPU'), columns: side('to CPU'), cells } };
  }
  expect(textOf(matrixWords(record, 'Latency'))).toBe(
    'The latency is 50 ns in the middle of 3 pairs: from 40 ns (from CPU 0 to CPU 1) to 60 ns (from CPU 1 to CPU 0).',
  );
});
