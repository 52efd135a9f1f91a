/** Planted fault for the checks `nothingLost` and `exactWhereExact`: one increment in 64 does not reach the counter. */
import { GUARDED_COUNT, SHARD } from '../layout.ts';

export { BATCH, held } from '../counters/atomic.ts';

export function increment(block: usize): void {
  const own = load<u64>(block, SHARD) + 1;
  store<u64>(block, own, SHARD);
  if (own % 64 !== 0) atomic.add<u64>(GUARDED_COUNT, 1);
}
