/** Planted fault for the check `plausible`: a chain that a compiler has shortened to a sixteenth. */
import { runChunks } from '../clock-speed.ts';
import { CHUNK_ADDS } from '../layout.ts';

export { calibrate, probe } from '../clock-speed.ts';

export function run(block: usize, iterations: i32): void {
  runChunks(block, iterations, CHUNK_ADDS / 16);
}
