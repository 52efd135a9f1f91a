/** Planted fault for the check `permitsReached`: one permit fewer than asked. */
import { PERMITS } from '../../layout.ts';
import { runWith } from '../../semaphore.ts';

export { calibrate, probe } from '../../semaphore.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, load<i32>(PERMITS) - 1);
}
