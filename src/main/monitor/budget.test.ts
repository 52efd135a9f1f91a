import { expect, test } from 'vitest';
import { Budget } from './budget.ts';

/** Plans and spends `passes` times; the plans. `cost`: CPU seconds of a pass with and without dear files of all rows. */
function run(budget: Budget, passes: number, cost: { all: number; visible: number }) {
  return Array.from({ length: passes }, () => {
    const plan = budget.plan(1, 0.05);
    budget.spent(cost[plan.detail.dearFiles], 1, 0.05);
    return plan;
  });
}

test('reads all while it costs less than allowed', () => {
  const plans = run(new Budget(), 100, { all: 0.04, visible: 0.01 });
  expect(new Set(plans.map(({ detail }) => detail.dearFiles))).toEqual(new Set(['all']));
  expect(plans.at(-1)).toEqual({ detail: { dearFiles: 'all', reason: null }, interval: 1 });
});

test('one dear pass changes nothing', () => {
  const budget = new Budget();
  run(budget, 20, { all: 0.01, visible: 0.01 });
  run(budget, 1, { all: 0.2, visible: 0.01 });
  expect(run(budget, 5, { all: 0.01, visible: 0.01 }).every(({ detail }) => detail.dearFiles === 'all')).toBe(true);
});

test('over it, first reads dear files for visible rows only, and says so', () => {
  const last = run(new Budget(), 10, { all: 0.1, visible: 0.02 }).at(-1);
  expect(last?.interval).toBe(1);
  expect(last?.detail.dearFiles).toBe('visible');
  expect(last?.detail.reason).toContain('5% of a core');
});

test('still over it, lengthens the interval until the share fits', () => {
  const last = run(new Budget(), 30, { all: 0.4, visible: 0.2 }).at(-1);
  expect(last?.interval).toBeCloseTo(4, 3);
  expect(last?.detail.reason).toMatch(/One pass in 4.* s instead of 1.* s/);
});

test('never waits longer than a minute, however dear', () => {
  expect(run(new Budget(), 30, { all: 100, visible: 100 }).at(-1)?.interval).toBe(60);
});

test('tries again after a while, and reads all once it fits', () => {
  const budget = new Budget();
  run(budget, 10, { all: 0.1, visible: 0.02 });
  expect(run(budget, 100, { all: 0.01, visible: 0.01 }).at(-1)?.detail.dearFiles).toBe('all');
});

test('a retry that does not fit lasts one pass', () => {
  const plans = run(new Budget(), 300, { all: 0.1, visible: 0.02 });
  const full = plans.filter(({ detail }) => detail.dearFiles === 'all').length;
  expect(full).toBeLessThan(10);
});
