/** Planted fault for the check `plainBlocks`: a lock under a plain one’s name that its owner may take again. */
import { runWith } from '../../rlockLoop.ts';
import { SOUND } from '../../signals/ownedLock.ts';

export { calibrate } from '../../calibrate.ts';
export { probe } from '../../rlockLoop.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, true, SOUND);
}
