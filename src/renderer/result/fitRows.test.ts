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

test('Amdahl’s law has a row of its own, and none where the wider law is refused', () => {
  const serial = { serialFraction: 0.11, serialFractionLow: 0.1, serialFractionHigh: 0.12 };
  const usl = { contention: 0.11, coherency: 0 };
  const fit = (kind: string, lock: string, values: Record<string, number>, why: string | null = null) => ({
    kind,
    params: { lock },
    values,
    refused: why,
  });
  const rows = fitRows([
    fit('usl', 'tas', usl),
    fit('amdahl', 'tas', serial),
    fit('usl', 'mcs', {}, refused),
    fit('amdahl', 'mcs', {}, refused),
    fit('usl', 'clh', usl),
    fit('amdahl', 'clh', {}, 'another shape.'),
  ]);
  expect(rows).toEqual([
    { lines: ['tas', 'clh'], words: 'contention 0.11, coherency 0, no peak within reach' },
    { lines: ['tas'], words: 'serial fraction 0.11 (0.1 to 0.12) by Amdahl’s law' },
    { lines: ['mcs'], words: `Refused: ${refused}` },
    { lines: ['clh'], words: 'Refused: another shape.' },
  ]);
});
