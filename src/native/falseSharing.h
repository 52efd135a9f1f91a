/**
 * The measured loop of false-sharing, the same as src/kernels/false-sharing.ts. A template: the including file defines KIND_NAME and
 * STEP, what is added.
 *
 * Loads and stores are relaxed atomics: the same plain moves, which no compiler keeps in a register across turns.
 */
#include <stdbool.h>

#include "kind.h"
#include "signals/kept.h"

enum { BATCH = 64 };

static void run(struct shared *shared, struct block *me) {
  const int64_t place = (int64_t)(me->number - 1) * setting(shared, LAYOUT_STRIDE);
  _Atomic uint32_t *counter = (_Atomic uint32_t *)(shared->lines + (place & ~(int64_t)3));
  uint64_t made = 0;
  while (!is_over(shared)) {
    for (int32_t i = 0; i < BATCH; i += 1) {
      const uint32_t before = atomic_load_explicit(counter, memory_order_relaxed);
      atomic_store_explicit(counter, before + STEP, memory_order_relaxed);
    }
    made += BATCH;
    atomic_store_explicit(&me->acquisitions, made, memory_order_relaxed);
  }
}

/** There is no lock that might be held. */
static bool probe(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
  return true;
}

static struct kind this_kind = {.name = KIND_NAME, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
