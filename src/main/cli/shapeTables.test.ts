import { expect, test } from 'vitest';
import { fourLocks } from '../../shared/runs/testing/records.ts';
import { shapesRecord } from '../../shared/runs/testing/sweptRecords.ts';
import { shapeTables } from './shapeTables.ts';

test('a matrix is a table with its sides named, and what was seen stands under what is said', () => {
  const [matrix, seen] = shapeTables(shapesRecord(), null);
  expect(matrix?.split('\n')).toEqual([
    'latency',
    'from CPU, to CPU      0      1',
    '0                        42 ns',
    '1                 61 ns',
  ]);
  expect(seen?.split('\n')).toEqual([
    'takenTwice',
    'It blocks.',
    '  as said: It blocked, as <long> as we waited. (1 of 2 repeats)',
    '  otherwise: It went on. (1 of 2 repeats)',
  ]);
});

test('a run of scalars has none', () => expect(shapeTables(fourLocks(), null)).toEqual([]));
