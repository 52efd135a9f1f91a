/**
 * The measured loop of core-to-core, the same as src/kernels/core-to-core.ts: two threads take turns to write one word. A template: the
 * including file defines KIND_NAME, ANSWER (by how much a pong is more than its ping) and TIMED(took).
 *
 * A store that releases and a load that acquires are plain moves on x86; those of Wasm are sequentially consistent, and the
 * store waits until all see it. Nobody pauses in a wait: that would be measured.
 */
#include <stdbool.h>

#include "clock.h"
#include "kind.h"
#include "signals/kept.h"
#include "signals/reach.h"

/* Turns of a wait between two looks at whether the run is over. */
enum { LOOK = 0xffff };

/** The word, alone on its line. */
static inline _Atomic int32_t *ball(struct shared *shared) { return (_Atomic int32_t *)shared->lines; }

static int32_t await_change(struct shared *shared, int32_t value) {
  int32_t seen = atomic_load_explicit(ball(shared), memory_order_acquire);
  for (uint32_t turns = 1; seen == value; turns += 1) {
    if ((turns & LOOK) == 0 && is_over(shared)) break;
    seen = atomic_load_explicit(ball(shared), memory_order_acquire);
  }
  return seen;
}

static void ping(struct shared *shared, struct block *me, int32_t round_trips) {
  int32_t mine = atomic_load(ball(shared));
  for (int32_t i = 0; i < round_trips; i += 1) {
    atomic_store_explicit(ball(shared), mine + 1, memory_order_release);
    const int32_t seen = await_change(shared, mine + 1);
    if (seen != mine + 2) me->violations += 1;
    mine = seen;
  }
}

static void pong(struct shared *shared, struct block *me, int32_t round_trips) {
  int32_t mine = atomic_load(ball(shared)) & ~1; /* the next ping may already be there */
  for (int32_t i = 0; i < round_trips; i += 1) {
    const int32_t seen = await_change(shared, mine);
    if (seen != mine + 1) me->violations += 1;
    mine = seen + ANSWER;
    atomic_store_explicit(ball(shared), mine, memory_order_release);
  }
}

/** Each load needs the one before; they are volatile, so that the compiler makes all of them. */
static void load_alone(struct block *me) {
  void *volatile *ring = (void *volatile *)(me->node + LAYOUT_RING);
  const size_t apart = 8 / sizeof *ring;
  for (size_t i = 0; i < 4; i += 1) ring[i * apart] = (void *)(ring + (i + 1) % 4 * apart);
  void *volatile *at = ring;
  for (int32_t i = 0; i < LAYOUT_CHUNK_LOADS; i += 1) at = (void *volatile *)*at;
  me->chain += (uint64_t)(uintptr_t)at;
}

/** A chunk in the role that the thread was told; whether it was the last of it. */
static bool make_chunk(struct shared *shared, struct block *me, int32_t role, uint64_t chunks) {
  const int32_t round_trips = setting(shared, LAYOUT_CHUNK);
  const uint64_t start = nanoseconds();
  if (role == LAYOUT_ROLE_PING) ping(shared, me, round_trips);
  else if (role == LAYOUT_ROLE_PONG) pong(shared, me, round_trips);
  else load_alone(me);
  const uint64_t took = nanoseconds() - start;
  me->latency.counts[chunks - 1] = TIMED(took); /* the times lie where locks keep a histogram */
  if (role != LAYOUT_ROLE_ALONE)
    atomic_fetch_add_explicit(&me->acquisitions, (uint64_t)round_trips, memory_order_relaxed);
  return chunks * (uint64_t)round_trips >= (uint64_t)setting(shared, LAYOUT_ROUND_TRIPS);
}

static void run(struct shared *shared, struct block *me) {
  _Atomic int32_t *told_to_me = (_Atomic int32_t *)(me->node + LAYOUT_TOLD);
  while (!is_over(shared)) {
    const int32_t told = atomic_load(told_to_me);
    if ((uint64_t)told == kept(me, LAYOUT_DONE)) {
      futex_wait_for(told_to_me, told, LONGEST_SLEEP);
      continue;
    }
    for (uint64_t chunks = 1; !make_chunk(shared, me, told & 3, chunks) && !is_over(shared); chunks += 1) {
    }
    atomic_store((_Atomic uint64_t *)(me->node + LAYOUT_DONE), (uint64_t)told);
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
