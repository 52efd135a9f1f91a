/** Planted fault for the check `countsAgree`: each addition counts twice. */
import { runWith } from '../false-sharing.ts';

export { calibrate, probe } from '../false-sharing.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 2);
}
