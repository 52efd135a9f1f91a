/** Planted fault for the check `rulesHold`: forks are not taken in the order of their numbers. */
import { UNORDERED, runWith } from '../../deadlock.ts';

export { calibrate, probe } from '../../deadlock.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, UNORDERED);
}
