/** The work of the loops alone, for calibration and to see whether a core's clock has changed. */
import { CHAIN } from './layout.ts';
import { work } from './work.ts';

/** `repeats` times `steps`. */
export function calibrate(block: usize, steps: i32, repeats: i32): void {
  let chain = load<u64>(block, CHAIN);
  for (let i = 0; i < repeats; i += 1) chain = work(chain, steps);
  store<u64>(block, chain, CHAIN);
}
