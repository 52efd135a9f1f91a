/** Planted fault for the check `noWriterBeside`: readers go in without asking. */
import { runWith } from '../../rwLoop.ts';

export { calibrate } from '../../calibrate.ts';
export { probe } from '../../rwLoop.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, false, false);
}
