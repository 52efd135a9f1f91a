/** Planted fault for the check `cycleReal`: every wait that lasts is told as a deadlock. */
import { JUMPY, runWith } from '../../deadlock.ts';

export { calibrate, probe } from '../../deadlock.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, JUMPY);
}
