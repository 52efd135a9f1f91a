/** Counts a value in the buckets of src/shared/statistics/histogram.ts: each doubling cut into BUCKETS_PER_DOUBLING. */
import { BUCKETS, BUCKETS_PER_DOUBLING } from './layout.ts';

/** `counts`: BUCKETS slots of u64. `value` in whole steps of the histogram's resolution. */
export function countValue(counts: usize, value: u64): void {
  const slot = counts + bucketOf(value) * 8;
  store<u64>(slot, load<u64>(slot) + 1);
}

function bucketOf(value: u64): usize {
  if (value < 2 * BUCKETS_PER_DOUBLING) return <usize>value;
  const exponent: u64 = 58 - clz<u64>(value); // 63 - 5: the place of the highest bit, less log2(BUCKETS_PER_DOUBLING)
  const bucket = BUCKETS_PER_DOUBLING * exponent + (value >> exponent);
  return <usize>min<u64>(bucket, BUCKETS - 1);
}
