/** Planted fault for the check `oneCycle`: a shuffle that lets elements stay, so that the links close to several cycles. */
import { runLinked } from '../cache-latency.ts';

export { calibrate, probe } from '../cache-latency.ts';

export function run(block: usize, iterations: i32): void {
  runLinked(block, iterations, 1);
}
