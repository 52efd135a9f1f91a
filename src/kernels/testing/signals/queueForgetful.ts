/** Planted fault for the check `eachOnce`: one item in 64 is lost on its way in. */
import { runWith } from '../../producer-consumer.ts';
import { FORGETFUL } from '../../signals/queue.ts';

export { calibrate, probe } from '../../producer-consumer.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, FORGETFUL);
}
