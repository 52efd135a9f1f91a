/** The loop of rlock with a plain mutex: whoever holds it and asks again waits for himself. */
import { runWith } from './rlockLoop.ts';
import { SOUND } from './signals/ownedLock.ts';

export { calibrate } from './calibrate.ts';
export { probe } from './rlockLoop.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, false, SOUND);
}
