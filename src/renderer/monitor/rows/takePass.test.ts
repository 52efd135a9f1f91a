import { beforeEach, describe, expect, test } from 'vitest';
import { arrangeBy, initialMonitor, select, useMonitor } from '../store.ts';
import { joinSnapshot, showPassInSteps, takeSnapshot, toggleFreeze } from './takePass.ts';
import { snapshotOf, type ProcessValues } from '../testing/snapshots.ts';

const row = (pid: number, cpu: number): ProcessValues => ({ pid, startTicks: pid, name: `p${pid}`, cpu });
const order = () => useMonitor.getState().shown.map((shown) => shown.id);
let now = 0;
const pass = (...rows: ProcessValues[]) => takeSnapshot(snapshotOf(rows), ++now);

beforeEach(() => {
  useMonitor.setState(initialMonitor, true);
});

describe('a pass that is shown in steps', () => {
  /** What a person does between the first step and the next; how many pauses there were. */
  async function showInSteps(rows: ProcessValues[], meanwhile: () => void = () => undefined): Promise<number> {
    const joined = joinSnapshot(snapshotOf(rows), ++now);
    if (joined === null) throw new Error('It is frozen.');
    let pauses = 0;
    await showPassInSteps(joined, () => {
      pauses += 1;
      if (pauses === 1) meanwhile();
      return Promise.resolve(true);
    });
    return pauses;
  }

  test.each(['flat', 'tree', 'grouped'] as const)('is drawn whole at the end, %s', async (shape) => {
    useMonitor.setState({ shape });
    expect(await showInSteps([row(1, 0.1), row(2, 0.9)])).toBeGreaterThan(0);
    const inSteps = useMonitor.getState().shown.map(({ key }) => key);
    pass(row(1, 0.1), row(2, 0.9));
    expect(inSteps).toEqual(useMonitor.getState().shown.map(({ key }) => key));
    expect(inSteps).toHaveLength(2);
  });

  test('begins anew with what a person asks for meanwhile', async () => {
    await showInSteps([row(1, 0.1), row(2, 0.9), row(3, 0.5)], () => {
      arrangeBy({ sort: { field: 'pid', direction: 'ascending' } });
      select({ pid: 2, startTicks: 2 });
    });
    expect(order()).toEqual([1, 2, 3]);
    expect(useMonitor.getState().selectedRow?.id).toBe(2);
  });

  test('is not drawn over a table that was frozen meanwhile, nor where the window has left', async () => {
    pass(row(1, 0.1));
    await showInSteps([row(1, 0.1), row(2, 0.9)], () => toggleFreeze(now));
    expect(order()).toEqual([1]);
    toggleFreeze(now);
    const joined = joinSnapshot(snapshotOf([row(1, 0.1), row(2, 0.9)]), ++now);
    if (joined !== null) await showPassInSteps(joined, () => Promise.resolve(false));
    expect(order()).toEqual([1]);
  });
});
