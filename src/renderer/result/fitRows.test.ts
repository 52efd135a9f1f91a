import { expect, test } from 'vitest';
import { fitRows } from './fitRows.ts';

const refused = '2 points, and the law needs at least 6.';

test('lines that were refused for the same reason share a row', () => {
  const fits = ['tas', 'mcs'].map((lock) => ({ kind: 'usl', params: { lock, engine: 'wasm' }, values: {}, refused }));
  expect(fitRows(fits)).toEqual([{ lines: ['tas', 'mcs'], words: `Refused: ${refused}` }]);
});

test('a fit says its values with their intervals, and leaves an unbounded end open', () => {
  const values = {
    contention: 0.31,
    contentionLow: 0.28,
    contentionHigh: 0.35,
    coherency: 0.02,
    coherencyLow: 0.01,
    coherencyHigh: 0.03,
    peak: 5.9,
    peakLow: 5,
  };
  expect(fitRows([{ kind: 'usl', params: { lock: 'tas' }, values, refused: null }])).toEqual([
    {
      lines: [],
      words: 'contention 0.31 (0.28 to 0.35), coherency 0.02 (0.01 to 0.03), peak at 5.9 (5 or more) threads',
    },
  ]);
});
