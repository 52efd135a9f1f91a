/**
 * What a thread did over the last 10 s: running and waiting for a CPU are counted by Linux (schedstat), the rest of each
 * interval goes to the state in which the pass saw the thread. So totals are counted, the reasons of sleep are samples.
 */
import { balanceKinds, emptyBalance, restOf, type Balance } from '../../../shared/monitor/balance.ts';
import type { ThreadField } from '../../../shared/monitor/threadFields.ts';
import type { Seconds } from '../../../shared/units/quantity.ts';
import { numberAt, textAt, type PassRow } from './passRows.ts';
import { waitReason } from '../../../shared/monitor/waitReason.ts';

const WINDOW: Seconds = 10;

/** One interval of one thread; null where Linux gave no CPU use (first reading). */
export function balanceOfPass(row: PassRow<ThreadField>): Balance | null {
  const cpu = numberAt(row, 'cpu');
  if (Number.isNaN(cpu)) return null;
  const delay = numberAt(row, 'runQueueDelay');
  const run = Math.min(1, Math.max(0, cpu));
  const waiting = Number.isNaN(delay) ? 0 : Math.min(1 - run, Math.max(0, delay));
  const balance: Balance = { ...emptyBalance(), run, cpu: waiting };
  const { kind } = waitReason(textAt(row, 'state'), textAt(row, 'waitChannel'), textAt(row, 'syscall'));
  balance[kind === 'run' ? restOfRunnable(delay) : restOf[kind]] += 1 - run - waiting;
  return balance;
}

/**
 * Where schedstat counted neither, it slept for the rest and only woke at the end. Where running is not told from waiting for a CPU,
 * ready counts as running, as in the lanes.
 */
function restOfRunnable(delay: number): 'sleep' | 'run' {
  return Number.isNaN(delay) ? 'run' : 'sleep';
}

/** The last 10 s of every thread of one process. */
export class StateBalance {
  readonly #passes = new Map<string, { at: Seconds; length: Seconds; balance: Balance }[]>();

  /** `length`: of the interval that the pass is about; null of a first one, which says nothing of any. */
  add(rows: readonly PassRow<ThreadField>[], at: Seconds, length: Seconds | null): void {
    for (const row of rows) {
      if (row.status === 'ended') {
        this.#passes.delete(row.key);
        continue;
      }
      const balance = balanceOfPass(row);
      const passes = (this.#passes.get(row.key) ?? []).filter((pass) => pass.at > at - WINDOW);
      if (balance !== null && length !== null) passes.push({ at, length, balance });
      this.#passes.set(row.key, passes);
    }
  }

  /** Mean over the time of the window's passes, which need not be of equal length; null before the first with a rate. */
  of(key: string): Balance | null {
    const passes = this.#passes.get(key);
    if (passes === undefined || passes.length === 0) return null;
    const mean = emptyBalance();
    const whole = passes.reduce((sum, { length }) => sum + length, 0);
    for (const { length, balance } of passes) {
      for (const kind of balanceKinds) mean[kind] += balance[kind] * (length / whole);
    }
    return mean;
  }

  clear(): void {
    this.#passes.clear();
  }
}
