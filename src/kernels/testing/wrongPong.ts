/** Planted fault for the check `pingIsPong`: what comes back is not the answer to what was sent. */
import { runWith } from '../core-to-core.ts';

export { calibrate, probe } from '../core-to-core.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 3, true);
}
