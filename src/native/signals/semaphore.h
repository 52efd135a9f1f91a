/**
 * The measured loop of semaphore, the same as src/kernels/semaphore.ts, over POSIX's sem_t (sem_wait(3p)): acquire, work inside, release,
 * work outside, and before the first turn the rendezvous. A template: the including file defines KIND_NAME and GIVEN(permits),
 * the permits that the semaphore really has.
 *
 * Every entry counts who is inside by an atomic addition that the semaphore knows nothing of; it is relaxed, since only its own
 * order matters. An acquisition tries once, so that one that has to wait can be told.
 */
#include <errno.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../clock.h"
#include "../kind.h"
#include "../sample.h"
#include "../work.h"
#include "reach.h"

_Static_assert(sizeof(sem_t) <= LAYOUT_LINE, "a semaphore is larger than the lock's line");

/** Long enough for threads that have to wait for a CPU; those that meet do not wait for it. */
#define MEETING_NANOSECONDS 2000000000u

static inline sem_t *semaphore(struct shared *shared) { return (sem_t *)shared->lock; }
/** Threads that have come inside in the rendezvous. */
static inline _Atomic int32_t *met(struct shared *shared) { return (_Atomic int32_t *)shared->lines; }

static void set_up(struct shared *shared, int32_t threads) {
  (void)threads;
  if (sem_init(semaphore(shared), 0, (unsigned)(GIVEN(setting(shared, LAYOUT_PERMITS)))) != 0) {
    perror("sem_init");
    exit(1);
  }
}

static void tear_down(struct shared *shared) { sem_destroy(semaphore(shared)); }

/** Whether it had to wait. */
static inline bool acquire(struct shared *shared) {
  if (sem_trywait(semaphore(shared)) == 0) return false;
  while (sem_wait(semaphore(shared)) != 0 && errno == EINTR) {}
  return true;
}

static inline void enter(struct shared *shared, struct block *me, int32_t permits) {
  const int32_t inside = atomic_fetch_add_explicit(&shared->inside, 1, memory_order_relaxed) + 1;
  if (inside > permits) me->violations += 1;
  if ((uint64_t)inside > kept(me, LAYOUT_MOST_INSIDE)) keep(me, LAYOUT_MOST_INSIDE, (uint64_t)inside);
  add(me, LAYOUT_SUM_INSIDE, (uint64_t)inside);
}

static inline void leave(struct shared *shared) {
  atomic_fetch_sub_explicit(&shared->inside, 1, memory_order_relaxed);
  sem_post(semaphore(shared));
}

static void meet(struct shared *shared, struct block *me, int32_t permits) {
  const int32_t threads = setting(shared, LAYOUT_THREADS_OF_RUN);
  const int32_t all = permits < threads ? permits : threads;
  acquire(shared);
  enter(shared, me, permits);
  if (atomic_fetch_add(met(shared), 1) + 1 >= all) futex_wake(met(shared), LAYOUT_MAX_THREADS);
  const uint64_t end = nanoseconds() + MEETING_NANOSECONDS;
  int32_t seen = atomic_load(met(shared));
  while (seen < all && !is_over(shared) && nanoseconds() < end) {
    futex_wait_for(met(shared), seen, LONGEST_SLEEP);
    seen = atomic_load(met(shared));
  }
  keep(me, LAYOUT_SUM_INSIDE, 0); /* of the free running alone */
  leave(shared);
  keep(me, LAYOUT_MET_INSIDE, (uint64_t)seen);
}

static void run(struct shared *shared, struct block *me) {
  const int32_t permits = setting(shared, LAYOUT_PERMITS);
  const int32_t section_steps = atomic_load_explicit(&me->section_steps, memory_order_relaxed);
  const int32_t think_steps = atomic_load_explicit(&me->think_steps, memory_order_relaxed);
  meet(shared, me, permits);
  while (atomic_load_explicit(&shared->phase, memory_order_relaxed) == LAYOUT_PHASE_RUN) {
    me->countdown -= 1;
    const bool sampled = me->countdown <= 0;
    const uint64_t asked = sampled ? nanoseconds() : 0;
    const bool waited = acquire(shared);
    const uint64_t held = sampled ? nanoseconds() : 0;
    enter(shared, me, permits);
    me->chain = work(me->chain, section_steps);
    leave(shared);

    count_up(&me->acquisitions);
    if (waited) count_up(&me->contended);
    if (sampled) {
      if (atomic_load_explicit(&shared->sampling, memory_order_relaxed) != 0) keep_latency(me, held - asked);
      me->countdown = next_countdown(me);
    }
    me->chain = work(me->chain, think_steps);
  }
}

/** Whether all permits were given back. */
static bool probe(struct shared *shared, struct block *me) {
  (void)me;
  int left = 0;
  return sem_getvalue(semaphore(shared), &left) == 0 && left == GIVEN(setting(shared, LAYOUT_PERMITS));
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
