import { expect, test } from 'vitest';
import { resultText } from '../resultWords.ts';
import { cacheRecord } from '../testing/cacheRecords.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

const usual = { 8: 1.2, 16: 1.2, 32: 1.2, 64: 4, 128: 4, 512: 4.2, 65_536: 120, 131_072: 124 };

const wordsOf = (...record: Parameters<typeof cacheRecord>) => resultText(cacheRecord(...record));

test('levels that the curve shows, beside what the machine reports', () => {
  const caches = [
    { level: 1, type: 'data', sizeBytes: 48 * KiB },
    { level: 2, type: 'unified', sizeBytes: 16 * KiB },
    { level: 3, type: 'unified', sizeBytes: 508 * MiB },
  ];
  expect(wordsOf([{ order: 'random', at: usual }], caches)).toBe(
    'At random a load takes 1.2 ns (range of 3 repeats 1.19 to 1.21 ns) up to 32 KiB, 4 ns (3.96 to 4.24 ns) up to 512 KiB ' +
      'and 122 ns (119 to 125 ns) from 64 MiB on. ' +
      'The machine reports L1 48 KiB and L2 16 KiB, where a step was found; L3 508 MiB, beyond the sets measured.',
  );
});

test('what prefetching hides, and a machine that tells nothing of its caches', () => {
  const words = wordsOf([
    { order: 'random', at: usual },
    { order: 'sequential', at: { 8: 1.2, 131_072: 1.6 } },
  ]);
  expect(words).toContain(
    'In sequence a load takes 1.6 ns (1.58 to 1.62 ns) at working set 128 MiB: prefetching makes it 77 times as fast.',
  );
  expect(words).toContain('The machine does not tell the sizes of its caches.');
});

test('two sets have no steps, and are told as they are', () => {
  expect(wordsOf([{ order: 'random', at: { 8: 1.2, 1024: 8 } }])).toBe(
    'At random a load takes 1.2 ns (range of 3 repeats 1.19 to 1.21 ns) at working set 8 KiB and 8 ns (7.92 to 8.08 ns) at working set 1 MiB.',
  );
});

test('a curve without levels says so', () => {
  expect(wordsOf([{ order: 'random', at: { 8: 1, 16: 2, 32: 4, 64: 8 } }])).toContain(
    'no step between two levels was found',
  );
});

test('a level that is named without its size is told as such', () => {
  const caches = [
    { level: 2, type: 'unified', sizeBytes: 16 * KiB },
    { level: 3, type: 'unified', sizeBytes: null },
  ];
  expect(wordsOf([{ order: 'random', at: usual }], caches)).toContain(
    'The machine reports L2 16 KiB, where a step was found; it does not tell the size of L3.',
  );
});

test('a size that the curve does not bear out is a doubt', () => {
  const caches = [{ level: 2, type: 'unified', sizeBytes: 8 * MiB }];
  const flat = { 8: 1.2, 16: 1.2, 32: 4, 64: 4, 16_384: 4, 32_768: 4 };
  expect(wordsOf([{ order: 'random', at: flat }], caches)).toContain('L2 8 MiB, where none was found');
});

test('huge pages that Linux did not give are a doubt', () => {
  const words = wordsOf([{ order: 'random', at: usual, engine: 'native', pages: 'huge', hugeShare: 0.25 }]);
  expect(words).toContain('Linux gave few of the huge pages that were asked: in one set 25% of it lay on them.');
});

test('a disturbed set is no part of a level', () => {
  const words = wordsOf([{ order: 'random', at: { ...usual, 16: 9 }, noisy: [16] }]);
  expect(words).toContain('1.2 ns (range of 3 repeats 1.19 to 1.21 ns) up to 32 KiB');
  expect(words).toContain('random at working set 16 KiB could not be judged');
});
