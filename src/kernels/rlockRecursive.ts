/** The loop of rlock with a recursive mutex: its owner may take it again. */
import { runWith } from './rlockLoop.ts';
import { SOUND } from './signals/ownedLock.ts';

export { calibrate } from './calibrate.ts';
export { probe } from './rlockLoop.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, true, SOUND);
}
