/** What a stretch of a thread's time is made of: the parts that add up to the whole. */
import type { Ratio } from '../units/quantity.ts';
import type { WaitKind } from './waitReason.ts';

/** Running, waiting for a CPU, in a lock or condition variable, at the disk, stopped, asleep for another reason. */
export const balanceKinds = ['run', 'cpu', 'lock', 'disk', 'stop', 'sleep'] as const;
export type BalanceKind = (typeof balanceKinds)[number];

/** Shares that add up to 1. */
export type Balance = Record<BalanceKind, Ratio>;

export function emptyBalance(): Balance {
  return { run: 0, cpu: 0, lock: 0, disk: 0, stop: 0, sleep: 0 };
}

/** Where time goes that Linux counted neither as running nor as waiting for a CPU, by how the thread was seen. */
export const restOf: Record<WaitKind, BalanceKind> = {
  run: 'cpu',
  lock: 'lock',
  disk: 'disk',
  stop: 'stop',
  sleep: 'sleep',
};
