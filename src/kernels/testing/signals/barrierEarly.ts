/** Planted fault for the check `onePhase`: the barrier waits for one party fewer. */
import { runWith } from '../../barrier.ts';
import { PARTIES } from '../../layout.ts';

export { calibrate, probe } from '../../barrier.ts';

export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, load<i32>(PARTIES) - 1);
}
