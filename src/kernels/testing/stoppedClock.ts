/** Planted fault for the check `positive`: a clock that stands still. */
import { runWith } from '../core-to-core.ts';

export { calibrate, probe } from '../core-to-core.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 1, false);
}
