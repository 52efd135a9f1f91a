/** Readers and writers with the preference of writers: one that waits keeps further readers out. */
import { runWith } from './rwLoop.ts';

export { calibrate } from './calibrate.ts';
export { probe } from './rwLoop.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, true, true);
}
