/** Planted fault for the check `orderKept`: the newest item is taken. */
import { runWith } from '../../producer-consumer.ts';
import { DISORDERLY } from '../../signals/queue.ts';

export { calibrate, probe } from '../../producer-consumer.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, DISORDERLY);
}
