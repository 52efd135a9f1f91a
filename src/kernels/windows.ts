/** Windows of time, each with its fastest chunk: interruptions only ever make one slower, and a change over time shows. */
import { WINDOW_NANOSECONDS, WINDOWS } from './layout.ts';

/** `at` and `took` in milliseconds, `at` since the loop began; a loop longer than the windows goes on in the last. 0 in a slot: no chunk yet. */
export function keepFastest(windows: usize, at: f64, took: f64): void {
  const window = min<i32>(<i32>(at / (WINDOW_NANOSECONDS / 1e6)), WINDOWS - 1);
  const slot = windows + <usize>window * 8;
  const nanoseconds = <u64>max<f64>(1, nearest<f64>(took * 1e6));
  const before = load<u64>(slot);
  if (before === 0 || nanoseconds < before) store<u64>(slot, nanoseconds);
}
