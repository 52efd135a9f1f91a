import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readThrottling, throttledBetween } from './throttling.ts';

const root = mkdtempSync(join(tmpdir(), 'threadlab-throttling-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function mounted(mount: string, membership: string): void {
  write('proc/self/mountinfo', `30 24 0:26 / ${mount}\n`);
  write('proc/self/cgroup', `${membership}\n`);
}

test('the quota of a group above is seen, and one group’s past does not hide another’s present', () => {
  mounted('/v2 rw - cgroup2 cgroup2 rw', '0::/slice/own');
  write('v2/slice/own/cpu.stat', 'usage_usec 9\nthrottled_usec 90000000');
  write('v2/slice/cpu.stat', 'usage_usec 9\nthrottled_usec 1000000');
  write('v2/cpu.stat', 'usage_usec 9'); // the root has no quota
  const before = readThrottling(root);
  expect([...before.values()]).toEqual([90, 1]);
  write('v2/slice/cpu.stat', 'usage_usec 9\nthrottled_usec 1250000');
  expect(throttledBetween(before, readThrottling(root))).toBeCloseTo(0.25);
});

test('version 1 tells nanoseconds', () => {
  mounted('/v1 rw - cgroup cgroup rw,cpu,cpuacct', '4:cpu,cpuacct:/own');
  write('v1/own/cpu.stat', 'nr_throttled 1\nthrottled_time 0');
  const before = readThrottling(root);
  write('v1/own/cpu.stat', 'nr_throttled 2\nthrottled_time 500000000');
  expect(throttledBetween(before, readThrottling(root))).toBe(0.5);
});

test('where no group tells it is not known, which is not 0', () => {
  mounted('/none rw - cgroup2 cgroup2 rw', '0::/slice/own');
  expect(throttledBetween(readThrottling(root), readThrottling(root))).toBeNull();
});
