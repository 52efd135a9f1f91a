#include "sample.h"

/** The buckets of src/shared/statistics/histogram.ts: each doubling cut into LAYOUT_BUCKETS_PER_DOUBLING. */
static uint64_t bucket_of(uint64_t value) {
  if (value < 2 * LAYOUT_BUCKETS_PER_DOUBLING) return value;
  const uint64_t exponent = 58 - (uint64_t)__builtin_clzll(value); /* 63 - 5: the highest bit, less log2 of the buckets */
  const uint64_t bucket = LAYOUT_BUCKETS_PER_DOUBLING * exponent + (value >> exponent);
  return bucket < LAYOUT_BUCKETS ? bucket : LAYOUT_BUCKETS - 1;
}

void keep_sample(struct shared *shared, struct block *me, uint64_t bypass, uint64_t wait_nanoseconds) {
  if (atomic_load_explicit(&shared->sampling, memory_order_relaxed) == 0) return;
  const uint64_t passed = (int64_t)bypass < 0 ? 0 : bypass; /* a broken lock may set the count back; no correct one can */
  keep_bypass(me, passed);
  keep_latency(me, wait_nanoseconds);
}

void keep_bypass(struct block *me, uint64_t value) {
  me->bypass.counts[bucket_of(value)] += 1;
  if (value > me->bypass_max) me->bypass_max = value;
}

void keep_latency(struct block *me, uint64_t nanoseconds) {
  me->latency.counts[bucket_of(nanoseconds)] += 1;
  if (nanoseconds > me->latency_max) me->latency_max = nanoseconds;
}

uint64_t next_random(struct block *me) {
  uint64_t random = me->random;
  random ^= random << 13;
  random ^= random >> 7;
  random ^= random << 17;
  me->random = random;
  return random;
}

int32_t next_countdown(struct block *me) {
  const int32_t every = atomic_load_explicit(&me->sample_every, memory_order_relaxed);
  return 1 + (int32_t)(next_random(me) % (uint64_t)(2 * every - 1));
}
