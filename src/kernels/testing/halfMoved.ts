/** Planted fault for the check `sumsAgree`: half of what is counted as moved. */
import { runShare } from '../memory-bandwidth.ts';

export { calibrate, probe } from '../memory-bandwidth.ts';

export function run(block: usize, iterations: i32): void {
  runShare(block, iterations, 2);
}
