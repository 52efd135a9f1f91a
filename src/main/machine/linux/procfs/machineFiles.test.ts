import { expect, test } from 'vitest';
import { parseLoadavg } from './loadavg.ts';
import { parseMeminfo } from './meminfo.ts';
import { parsePressure } from './pressure.ts';
import { parseSystemStat } from './systemStat.ts';
import { capture } from './testing/capture.ts';
import { refusalOf } from './testing/refusal.ts';
import { parseUptime } from './uptime.ts';

const text = (file: string) => capture(file).toString();

test('reads memory in bytes, buffers and reclaimable slab with the cache', () => {
  const memory = parseMeminfo(text('meminfo'));
  expect(memory.total).toBe(24683620 * 1024);
  expect(memory.available).toBeGreaterThan(memory.free);
  expect(memory.free + memory.cached).toBeLessThan(memory.total);
});

test('reads load and the number of tasks', () => {
  expect(parseLoadavg('1.32 1.14 0.65 1/99 19468\n')).toEqual({ load: [1.32, 1.14, 0.65], tasks: 99 });
  expect(parseLoadavg(text('loadavg')).tasks).toBeGreaterThan(0);
});

test('reads pressure as ratios, and no "full" line of cpu before Linux 5.13', () => {
  expect(parsePressure(text('pressure/memory')).full10).not.toBeNull();
  const cpu = parsePressure('some avg10=2.93 avg60=10.11 avg300=10.24 total=81448889\n');
  expect(cpu.some10).toBeCloseTo(0.0293, 12);
  expect(cpu.full10).toBeNull();
});

test('reads the CPUs of the captured stat, whose times add up to those of the machine', () => {
  const { all, cpus, contextSwitches, forks } = parseSystemStat(text('stat'));
  expect([...cpus.keys()]).toEqual([0, 1]);
  const sum = [...cpus.values()].reduce((total, ticks) => total + (ticks[0] ?? NaN), 0);
  expect(Math.abs(sum - (all[0] ?? NaN))).toBeLessThanOrEqual(cpus.size); // each line is rounded down
  expect(Math.min(contextSwitches, forks)).toBeGreaterThan(0);
});

test('keeps the numbers of CPUs where some are offline, more than 128, or of an old kernel with fewer fields', () => {
  const { cpus } = parseSystemStat('cpu  9 9 9 9\ncpu1 1 2 3 4\ncpu200 5 6 7 8 9\nctxt 1\nbtime 2\nprocesses 3\n');
  expect([...cpus]).toEqual([
    [1, [1, 2, 3, 4, 0, 0, 0, 0, 0, 0]],
    [200, [5, 6, 7, 8, 9, 0, 0, 0, 0, 0]],
  ]);
});

test('reads uptime', () => {
  expect(parseUptime('1343.00 2207.30\n')).toBe(1343);
});

test.each([
  [parseMeminfo, ['', 'MemTotal: 1 kB\n', text('meminfo').replace('MemAvailable', 'MemX')]],
  [parseLoadavg, ['', '1 2\n', 'a b c 1/2 3\n']],
  [parsePressure, ['', 'full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n']],
  [parseSystemStat, ['', 'cpu  1 2 3 4\n', 'cpu  1 2 3 4\nctxt 1\n', 'cpu 1 2\nctxt 1\nprocesses 1\n']],
  [parseUptime, ['', 'x\n', '1\n']],
])('%o refuses other text', (parse, refused) => {
  for (const given of refused) expect(refusalOf(() => parse(given))).toBe('badFormat');
});
