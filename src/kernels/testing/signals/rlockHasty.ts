/** Planted fault for the check `depthReleases`: free after the first release, however often it was taken. */
import { runWith } from '../../rlockLoop.ts';
import { HASTY } from '../../signals/ownedLock.ts';

export { calibrate } from '../../calibrate.ts';
export { probe } from '../../rlockLoop.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, true, HASTY);
}
