import { expect, test } from 'vitest';
import { gatherRun } from './knownRun.ts';
import { runningState, samplesOf } from './testing/runStates.ts';

const first = runningState(2);

test('gathers what each item adds', () => {
  const [one, two] = [first.finished[0]!, first.finished[1]!];
  const known = gatherRun(gatherRun(null, { ...first, finished: [one] }), { ...first, finished: [two] });
  expect(known.finished).toEqual([one, two]);
});

test('counts nothing twice when the first item after a lost connection repeats everything', () => {
  const known = gatherRun(gatherRun(null, first), first);
  expect(known.finished).toHaveLength(first.finished.length);
  expect(known.samples).toEqual(first.samples);
});

test('keeps the samples that the live chart shows, and lets older ones go', () => {
  const known = gatherRun(null, { ...first, samples: samplesOf(0, 0, 600, 2, 1e6) });
  const next = gatherRun(known, { ...first, samples: samplesOf(0, 30, 20, 2, 1e6) });
  expect(next.samples[0]?.at).toBeGreaterThan(19);
  expect(next.samples.at(-1)?.at).toBeCloseTo(30.95, 9);
});

test('begins anew with another run', () => {
  const other = { ...first, id: '2026-10-03-1600-zzzz', finished: [], samples: [] };
  expect(gatherRun(gatherRun(null, first), other).finished).toEqual([]);
});

test('is the same list while no repeat has ended, so that what rests on it is not made again', () => {
  const known = gatherRun(null, first);
  expect(gatherRun(known, { ...first, finished: [] }).finished).toBe(known.finished);
});
