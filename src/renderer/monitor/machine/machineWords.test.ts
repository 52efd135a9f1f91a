import { expect, test } from 'vitest';
import { cacheShape, cacheSizes, clockRange, cpuRanges, machineSummary } from './machineWords.ts';
import { machineOf } from '../testing/machines.ts';

test('counts what the machine has', () => {
  expect(machineSummary(machineOf({ cores: 8, threads: 2, lastLevel: 4 }))).toBe(
    '1 package, 2 L3 caches, 8 cores, 16 CPUs, 1 NUMA node. KVM guest, Linux 6.18.2',
  );
});

test('leaves out what is not known', () => {
  const machine = machineOf({ cores: 1 });
  expect(
    machineSummary({ ...machine, packages: null, cores: null, nodes: [], virtualization: null, kernel: null }),
  ).toBe('1 CPU');
  expect(machineSummary({ ...machine, virtualization: 'none' })).toMatch(/NUMA node\. Linux 6\.18\.2$/);
});

test.each([
  [[0, 1, 2, 3], '0–3'],
  [[5, 0, 1, 7, 8], '0–1, 5, 7–8'],
  [[], ''],
])('the CPUs %j are %s', (cpus, words) => {
  expect(cpuRanges(cpus)).toBe(words);
});

test('a cache in words, with what is not known', () => {
  const { caches } = machineOf({ cores: 1, ownCaches: true });
  expect(cacheSizes(caches.slice(0, 2))).toBe('32 KiB data, 32 KiB code');
  const [first] = caches;
  expect(first && cacheShape(first)).toBe('8-way, lines of 64 B');
  expect(first && cacheSizes([{ ...first, sizeBytes: null }])).toBe('size not known');
  const [, second] = caches;
  expect(first && second && cacheSizes([{ ...first, sizeBytes: null }, second])).toBe(
    'size not known data, 32 KiB code',
  );
});

test('clocks as a range', () => {
  expect(clockRange([3.35e9, null, 3.68e9])).toBe('3.35 GHz to 3.68 GHz');
  expect(clockRange([3e9, 3e9])).toBe('3 GHz');
  expect(clockRange([null])).toBeNull();
});
