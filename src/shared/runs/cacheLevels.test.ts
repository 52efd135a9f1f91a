import { expect, test } from 'vitest';
import { cacheLevels, isAtStep, lastLevelBytes, reportedCaches } from './cacheLevels.ts';

const KiB = 1024;

/** Nanoseconds at each doubling from 8 KiB on. */
function levelsOf(nanoseconds: readonly number[]) {
  const points = nanoseconds.map((value, i) => {
    const median = value * 1e-9;
    return { x: 8 * KiB * 2 ** i, summary: { median, low: median * 0.98, high: median * 1.02 } };
  });
  return cacheLevels(points).map(({ from, to, latency }) => [from / KiB, to / KiB, Math.round(latency * 1e10) / 10]);
}

test.each([
  [
    'sharp steps',
    [1.2, 1.2, 1.2, 4.1, 4.1, 4, 4.2, 120, 124],
    [
      [8, 32, 1.2],
      [64, 512, 4.1],
      [1024, 2048, 122],
    ],
  ],
  [
    'steps with a blur between them',
    [1.2, 1.2, 1.2, 4, 4.1, 4, 4.5, 8.4, 13, 14, 15, 60, 118, 124, 130],
    [
      [8, 32, 1.2],
      [64, 512, 4.1],
      [2048, 8192, 14],
      [32768, 131072, 124],
    ],
  ],
  [
    'a level that leans is one',
    [1.2, 1.2, 5, 5.5, 6.5, 7, 8, 120, 120],
    [
      [8, 16, 1.2],
      [32, 512, 6.5],
      [1024, 2048, 120],
    ],
  ],
  ['noise alone has one level', [1.2, 1.25, 1.18, 1.22], [[8, 64, 1.2]]],
  ['a ramp has none', [1, 2, 4, 8, 16], []],
  ['nothing', [], []],
])('%s', (_, nanoseconds, levels) => expect(levelsOf(nanoseconds)).toEqual(levels));

test('what the machine reports is one cache for data a level, of different kinds the largest', () => {
  const caches = [
    { level: 3, type: 'unified', sizeBytes: 32 * KiB ** 2 },
    { level: 1, type: 'data', sizeBytes: 32 * KiB },
    { level: 1, type: 'data', sizeBytes: 48 * KiB },
    { level: 1, type: 'instruction', sizeBytes: 64 * KiB },
    { level: 2, type: 'unified', sizeBytes: null },
  ];
  expect(reportedCaches({ caches })).toEqual([
    { level: 1, bytes: 48 * KiB },
    { level: 3, bytes: 32 * KiB ** 2 },
  ]);
});

test('the last level is known only where the machine tells its size', () => {
  const l2 = { level: 2, type: 'unified', sizeBytes: KiB };
  const l3 = (sizeBytes: number | null) => ({ level: 3, type: 'unified', sizeBytes });
  expect([[], [l2], [l2, l3(null)], [l2, l3(8 * KiB)]].map(lastLevelBytes)).toEqual([null, KiB, null, 8 * KiB]);
});

test('a reported size agrees with a step that lies around it', () => {
  const level = (from: number, to: number) => ({ from: from * KiB, to: to * KiB, latency: 1, low: 1, high: 1 });
  const levels = [level(8, 32), level(64, 512), level(4096, 8192)];
  const agree = [8, 48, 256, 1024, 32_768].map((size) => isAtStep(size * KiB, levels));
  expect(agree).toEqual([false, true, true, true, false]);
});
