/** Planted fault for the check `neighboursApart`: the second fork is not asked for. */
import { GREEDY, runWith } from '../../deadlock.ts';

export { calibrate, probe } from '../../deadlock.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, GREEDY);
}
