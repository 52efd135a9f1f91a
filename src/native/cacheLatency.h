/**
 * The loop of cache-latency, the same as src/kernels/cache-latency.ts: loads of which each gives the address of the next. The
 * elements are linked into one cycle, at random (S. Sattolo, 1986) or each to its neighbour.
 * A template: the including file defines KIND_NAME, and FURTHER: 0 for one cycle; 1 lets an element stay, which makes several.
 */
#include <stdbool.h>

#include "clock.h"
#include "kind.h"
#include "sample.h"
#include "signals/kept.h"
#include "windows.h"
#include "workingSet.h"

struct chaser {
  uint64_t ready;
  uint64_t at;
  uint64_t cycle_length;
  uint64_t huge_bytes;
};
_Static_assert(offsetof(struct chaser, at) == LAYOUT_CHASE_AT, "src/kernels/layout.ts: CHASE_AT");
_Static_assert(offsetof(struct chaser, cycle_length) == LAYOUT_CYCLE_LENGTH, "src/kernels/layout.ts: CYCLE_LENGTH");
_Static_assert(offsetof(struct chaser, huge_bytes) == LAYOUT_HUGE_BYTES, "src/kernels/layout.ts: HUGE_BYTES");

static struct working_set set;

static struct chaser *chaser_of(struct block *me) { return (struct chaser *)me->node; }

static void set_up(struct shared *shared, int32_t threads) {
  (void)threads;
  set = map_working_set((size_t)setting(shared, LAYOUT_SET_BYTES), setting(shared, LAYOUT_SET_PAGES));
}

static void tear_down(struct shared *shared) {
  (void)shared;
  unmap_working_set(&set);
}

static size_t element_count(struct shared *shared) {
  return (size_t)setting(shared, LAYOUT_SET_BYTES) / (size_t)setting(shared, LAYOUT_SET_STRIDE);
}

static void **element(size_t index, size_t stride) { return (void **)(void *)(set.start + index * stride); }

static void link_elements(struct shared *shared, struct block *me) {
  const size_t stride = (size_t)setting(shared, LAYOUT_SET_STRIDE);
  const size_t last = element_count(shared) - 1;
  if (setting(shared, LAYOUT_SET_ORDER) == LAYOUT_ORDER_SEQUENTIAL) {
    for (size_t i = 0; i < last; i += 1) *element(i, stride) = element(i + 1, stride);
    *element(last, stride) = element(0, stride);
    return;
  }
  for (size_t i = 0; i <= last; i += 1) *element(i, stride) = element(i, stride);
  for (size_t i = last; i > 0; i -= 1) {
    void **other = element(((next_random(me) >> 32) * (i + FURTHER)) >> 32, stride);
    void *own = *element(i, stride);
    *element(i, stride) = *other;
    *other = own;
  }
}

#define FOUR_TIMES(step) step step step step

/** `loads` (a multiple of 16) one after the other; the address to which they lead must reach memory. */
static void **chase(void **at, int32_t loads) {
  for (int32_t i = 0; i < loads; i += 16) {
    FOUR_TIMES(FOUR_TIMES(at = *at;))
  }
  return at;
}

static void run(struct shared *shared, struct block *me) {
  const uint64_t begun = nanoseconds();
  struct chaser *own = chaser_of(me);
  link_elements(shared, me);
  own->at = (uint64_t)(uintptr_t)element(0, 0);
  __atomic_store_n(&own->ready, 1, __ATOMIC_RELEASE);
  uint64_t loads = 0;
  void **at = element(0, 0);
  while (atomic_load_explicit(&shared->phase, memory_order_relaxed) == LAYOUT_PHASE_RUN) {
    const uint64_t start = nanoseconds();
    for (int32_t made = 0; made < LAYOUT_CHASE_LOADS; made += LAYOUT_CHASE_STEP) {
      at = chase(at, LAYOUT_CHASE_STEP);
      loads += LAYOUT_CHASE_STEP;
      atomic_store_explicit(&me->acquisitions, loads, memory_order_relaxed);
    }
    const uint64_t end = nanoseconds();
    keep_fastest(me->bypass.counts, end - begun, end - start);
  }
  own->at = (uint64_t)(uintptr_t)at;
}

/** Whether the links, walked from the first element, come back to it after as many steps as there are elements: each is then passed once. */
static bool probe(struct shared *shared, struct block *me) {
  struct chaser *own = chaser_of(me);
  own->huge_bytes = huge_bytes(&set);
  if (setting(shared, LAYOUT_SET_WALKED) == 0) return true;
  const uint64_t elements = element_count(shared);
  void **const first = element(0, 0);
  void **at = first;
  do {
    at = *at;
    own->cycle_length += 1;
  } while (at != first && own->cycle_length <= elements);
  return own->cycle_length == elements;
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
