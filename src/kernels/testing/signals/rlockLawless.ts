/** Planted fault for the check `foreignRefused`: anybody may give it back. */
import { runWith } from '../../rlockLoop.ts';
import { LAWLESS } from '../../signals/ownedLock.ts';

export { calibrate } from '../../calibrate.ts';
export { probe } from '../../rlockLoop.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, true, LAWLESS);
}
