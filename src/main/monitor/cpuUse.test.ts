import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuUse, taskCpu } from './cpuUse.ts';

const unknown = { user: null, system: null, steal: null, ioWait: null, idle: null };
const zero = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

test('does not count guest time twice', () => {
  expect(cpuUse(zero, [40, 10, 10, 40, 0, 0, 0, 0, 40, 10])).toMatchObject({ user: 0.5, system: 0.1, idle: 0.4 });
});

test('counts interrupts as system, of the machine and not of tasks', () => {
  const now = [10, 0, 10, 50, 10, 5, 5, 10, 0, 0];
  expect(cpuUse(zero, now)).toEqual({ user: 0.1, system: 0.2, steal: 0.1, ioWait: 0.1, idle: 0.5 });
  expect(taskCpu(zero, now, 100)).toBe(0.2);
});

const ticks = fc.array(fc.nat(1000), { minLength: 10, maxLength: 10 });

test('is not available where any field fell, guest included', () => {
  fc.assert(
    fc.property(ticks, ticks, fc.nat(9), (before, spent, fallen) => {
      const now = before.map((value, field) => (field === fallen ? value - 1 : value + (spent[field] ?? 0)));
      expect([cpuUse(before, now), taskCpu(before, now, 100)]).toEqual([unknown, null]);
    }),
  );
});

test('adds up to 1, or nothing is told', () => {
  fc.assert(
    fc.property(ticks, ticks, (before, spent) => {
      const now = before.map((value, field) => value + (spent[field] ?? 0));
      const shares = Object.values(cpuUse(before, now)).map((share) => share ?? NaN);
      const sum = shares.reduce((total, share) => total + share, 0);
      const isTold = !Number.isNaN(sum);
      expect(isTold ? Math.abs(sum - 1) < 1e-12 : cpuUse(before, now).idle === null).toBe(true);
    }),
  );
});

test('is not available without an earlier reading or without time', () => {
  expect([cpuUse(null, zero), cpuUse(zero, zero), taskCpu(zero, zero, 0)]).toEqual([unknown, unknown, null]);
});
