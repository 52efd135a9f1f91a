import { expect, test } from 'vitest';
import { knownModules } from './memoryModules.ts';

const gib = 1024 ** 3;

test('lists the modules in their slots, without the empty slots', () => {
  const layout = [
    { size: 16 * gib, bank: 'P0 CHANNEL A', type: 'DDR5', clockSpeed: 4800 },
    { size: 0, bank: 'P0 CHANNEL B', type: 'Unknown', clockSpeed: null },
  ];
  expect(knownModules(layout, 15 * gib)).toEqual([
    { sizeBytes: 16 * gib, type: 'DDR5', clockHz: 4.8e9, slot: 'P0 CHANNEL A' },
  ]);
});

test.each([
  ['none', []],
  ['empty slots alone', [{ size: 0, bank: 'A', type: '', clockSpeed: 0 }]],
  ['one invented in the size of the memory', [{ size: 24 * gib, bank: '', type: '', clockSpeed: 0 }]],
])('%s is "not known"', (_, layout) => {
  expect(knownModules(layout, 24 * gib)).toBeNull();
});
