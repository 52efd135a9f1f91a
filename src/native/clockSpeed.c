/**
 * The loop of clock-speed, the same as src/kernels/clock-speed.ts: a chunk of dependent adds, a chunk of dependent
 * multiplies, each timed; of every window of time the fastest chunk of each is kept.
 */
#include <stdbool.h>

#include "clock.h"
#include "clockChain.h"
#include "kind.h"
#include "windows.h"

#ifdef PLANTED_SHORT_CHAIN
enum { ADDS = LAYOUT_CHUNK_ADDS / 16 };
#else
enum { ADDS = LAYOUT_CHUNK_ADDS };
#endif

static void run(struct shared *shared, struct block *me) {
  const uint64_t step = 2 * (uint64_t)me->number + 1;
  const uint64_t begun = nanoseconds();
  uint64_t additions = 0;
  uint64_t sums = me->chain;
  uint32_t products = (uint32_t)sums | 1;
  while (atomic_load_explicit(&shared->phase, memory_order_relaxed) == LAYOUT_PHASE_RUN) {
    const uint64_t start = nanoseconds();
    sums = add_chain(sums, step, ADDS);
    const uint64_t added = nanoseconds();
    products = multiply_chain(products, (uint32_t)step, LAYOUT_CHUNK_MULTIPLIES);
    const uint64_t multiplied = nanoseconds();
    keep_fastest(me->bypass.counts, added - begun, added - start); /* the windows lie where locks keep histograms */
    keep_fastest(me->latency.counts, multiplied - begun, multiplied - added);
    additions += LAYOUT_CHUNK_ADDS;
    atomic_store_explicit(&me->acquisitions, additions, memory_order_relaxed);
  }
  me->chain = sums + products;
}

/** There is no lock that might be held. */
static bool probe(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
  return true;
}

static struct kind this_kind = {.name = "clockSpeed", .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
