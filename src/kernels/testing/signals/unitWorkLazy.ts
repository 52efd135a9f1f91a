/** Planted fault for the check `sameWork`: of two units that are counted one is done. */
import { runWith } from '../../unit-work.ts';

export { calibrate, probe } from '../../unit-work.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 2);
}
