/** Planted fault for the check `lossInRange`: an increment that counts twice, so that less than nothing is lost. */
import { GUARDED_COUNT } from '../layout.ts';

export { BATCH, held } from '../counters/atomic.ts';

export function increment(_block: usize): void {
  atomic.add<u64>(GUARDED_COUNT, 2);
}
