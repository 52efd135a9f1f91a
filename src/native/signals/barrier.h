/**
 * The measured loop of barrier, the same as src/kernels/barrier.ts, over pthread_barrier_wait(3p). A template: the including file
 * defines KIND_NAME and AWAITED(parties), the parties that the barrier really waits for.
 *
 * That wait has no time limit, so all must leave after the same phase. The first party decides it: it says before it comes
 * to a barrier whether that is the last, and all read it after. Two words by turns, since it may come to the next one
 * while others have yet to read; it comes no further before they have.
 */
#include <pthread.h>

#include "../clock.h"
#include "../kind.h"
#include "../must.h"
#include "../work.h"
#include "kept.h"

_Static_assert(sizeof(pthread_barrier_t) <= LAYOUT_LINE, "a barrier is larger than the lock's line");

static inline pthread_barrier_t *barrier(struct shared *shared) { return (pthread_barrier_t *)shared->lock; }
static inline _Atomic int32_t *last_of(struct shared *shared, uint64_t phase) {
  return (_Atomic int32_t *)shared->lines + phase % 2;
}

static void set_up(struct shared *shared, int32_t threads) {
  must(pthread_barrier_init(barrier(shared), NULL, (unsigned)(AWAITED(threads))), "pthread_barrier_init");
}

static void tear_down(struct shared *shared) { pthread_barrier_destroy(barrier(shared)); }

static void run(struct shared *shared, struct block *me) {
  const int32_t parties = setting(shared, LAYOUT_PARTIES);
  struct block *next = &shared->threads[me->number % parties];
  const int64_t steps = atomic_load_explicit(&me->section_steps, memory_order_relaxed);
  const int64_t more = me->number == 1 ? setting(shared, LAYOUT_STRAGGLER) : 0;
  const int32_t own_steps = (int32_t)(steps + steps * more / 1024);
  uint64_t start = nanoseconds();
  for (uint64_t phase = 1;; phase += 1) {
    me->chain = work(me->chain, own_steps);
    keep(me, LAYOUT_ARRIVED_AT, phase);
    if (me->number == 1)
      atomic_store(last_of(shared, phase), atomic_load(&shared->phase) != LAYOUT_PHASE_RUN);
    const uint64_t came = nanoseconds();
    pthread_barrier_wait(barrier(shared));
    const uint64_t end = nanoseconds();
    const uint64_t other = kept(next, LAYOUT_ARRIVED_AT);
    if (other != phase && other != phase + 1) me->violations += 1;
    atomic_store_explicit(&me->acquisitions, phase, memory_order_relaxed);
    add(me, LAYOUT_WAIT_TIME, end - came);
    add(me, LAYOUT_PHASE_TIME, end - start);
    start = end;
    if (atomic_load(last_of(shared, phase))) return;
  }
}

/** A barrier is never held. */
static bool probe(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
  return true;
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
