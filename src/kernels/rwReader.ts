/** Readers and writers with the preference of readers: a writer waits for all that are inside and for those that come meanwhile. */
import { runWith } from './rwLoop.ts';

export { calibrate } from './calibrate.ts';
export { probe } from './rwLoop.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, false, true);
}
