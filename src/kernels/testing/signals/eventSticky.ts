/** Planted fault for the check `asDocumented`: a clear that clears nothing. */
import { runWith } from '../../event.ts';

export { calibrate, probe } from '../../event.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, true, false);
}
