/** Planted fault for the check `tokensBack`: another token comes back than was sent. */
import { runWith } from '../../context-switch.ts';

export { calibrate, probe } from '../../context-switch.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 1);
}
