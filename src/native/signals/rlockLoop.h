/**
 * The measured loop of rlock, the same as src/kernels/rlockLoop.ts, over a mutex of the C library of one type (pthread_mutex_lock(3p)).
 * A template: the including file defines KIND_NAME and TYPE, OWNED as 1 where the type knows its owner, and GIVE_BACK(mutex) in
 * a planted fault.
 */
#include <errno.h>
#include <pthread.h>

#include "../kind.h"
#include "../must.h"
#include "lockForAWhile.h"
#include "reach.h"

#ifndef GIVE_BACK
#define GIVE_BACK(mutex) pthread_mutex_unlock(mutex)
#endif

/** Nanoseconds that a second acquisition may wait before it counts as blocked. */
#define LIMIT 50000000

_Static_assert(sizeof(pthread_mutex_t) <= LAYOUT_LINE, "a mutex is larger than the lock's line");

static inline pthread_mutex_t *mutex(struct shared *shared) { return (pthread_mutex_t *)shared->lock; }
/** How far the trial has come; and a word that nobody writes. */
static inline _Atomic int32_t *step_of(struct shared *shared) { return (_Atomic int32_t *)shared->lines; }
static inline _Atomic int32_t *nothing(struct shared *shared) { return (_Atomic int32_t *)(shared->lines + LAYOUT_LINE); }

static void set_up(struct shared *shared, int32_t threads) {
  (void)threads;
  pthread_mutexattr_t attributes;
  must(pthread_mutexattr_init(&attributes), "pthread_mutexattr_init");
  must(pthread_mutexattr_settype(&attributes, TYPE), "pthread_mutexattr_settype");
  must(pthread_mutex_init(mutex(shared), &attributes), "pthread_mutex_init");
  pthread_mutexattr_destroy(&attributes);
}

static void tear_down(struct shared *shared) { pthread_mutex_destroy(mutex(shared)); }

static int32_t depth_of(struct shared *shared, struct block *me) {
  return kept(me, LAYOUT_TAKEN_TWICE) == LAYOUT_TWICE_REENTERED ? setting(shared, LAYOUT_DEPTH) : 1;
}

static void advance(struct shared *shared, int32_t step) {
  atomic_store(step_of(shared), step);
  futex_wake(step_of(shared), LAYOUT_MAX_THREADS);
}

static void hand_over(struct shared *shared, int32_t step) {
  advance(shared, step);
  reach(shared, step_of(shared), step + 1);
}

static void try_out(struct shared *shared, struct block *me) {
  must(pthread_mutex_lock(mutex(shared)), "pthread_mutex_lock");
  const int again = lock_for_a_while(mutex(shared), LIMIT);
  if (again != 0 && again != ETIMEDOUT && again != EDEADLK) must(again, "pthread_mutex_timedlock");
  keep(me, LAYOUT_TAKEN_TWICE,
       again == 0           ? LAYOUT_TWICE_REENTERED
       : again == ETIMEDOUT ? LAYOUT_TWICE_BLOCKED
                            : LAYOUT_TWICE_REFUSED);
  if (again == 0) GIVE_BACK(mutex(shared));
  GIVE_BACK(mutex(shared));

  const int32_t depth = depth_of(shared, me);
  for (int32_t taken = 0; taken < depth; taken += 1) must(pthread_mutex_lock(mutex(shared)), "pthread_mutex_lock");
  for (int32_t taken = 1; taken < depth; taken += 1) GIVE_BACK(mutex(shared));
  hand_over(shared, 1); /* the other tries: still held */
  GIVE_BACK(mutex(shared));
  hand_over(shared, 3); /* the other tries: free */
  if (OWNED) {
    must(pthread_mutex_lock(mutex(shared)), "pthread_mutex_lock");
    hand_over(shared, 5); /* the other gives it back, though it does not hold it */
    GIVE_BACK(mutex(shared));
  }
  keep(me, LAYOUT_ALL_TRIED, 1);
}

static void keep_try(struct shared *shared, struct block *me, size_t offset) {
  const bool got = pthread_mutex_trylock(mutex(shared)) == 0;
  keep(me, offset, got);
  if (got) GIVE_BACK(mutex(shared));
}

static void try_as_other(struct shared *shared, struct block *me) {
  _Atomic int32_t *step = step_of(shared);
  if (!reach(shared, step, 1)) return;
  keep_try(shared, me, LAYOUT_GOT_HELD);
  advance(shared, 2);
  if (!reach(shared, step, 3)) return;
  keep_try(shared, me, LAYOUT_GOT_FREE);
  advance(shared, 4);
  if (!OWNED || !reach(shared, step, 5)) return;
  const bool refused = GIVE_BACK(mutex(shared)) != 0;
  const bool is_held = pthread_mutex_trylock(mutex(shared)) != 0;
  if (!is_held) GIVE_BACK(mutex(shared));
  keep(me, LAYOUT_FOREIGN_REFUSED, refused && is_held);
  advance(shared, 6);
}

static void run(struct shared *shared, struct block *me) {
  if (me->number != 1) {
    try_as_other(shared, me);
    while (!is_over(shared)) futex_wait_for(nothing(shared), 0, LONGEST_SLEEP);
    return;
  }
  try_out(shared, me);
  const int32_t depth = depth_of(shared, me);
  while (atomic_load_explicit(&shared->phase, memory_order_relaxed) == LAYOUT_PHASE_RUN) {
    for (int32_t taken = 0; taken < depth; taken += 1) pthread_mutex_lock(mutex(shared));
    for (int32_t taken = 0; taken < depth; taken += 1) GIVE_BACK(mutex(shared));
    count_up(&me->acquisitions);
  }
}

static bool probe(struct shared *shared, struct block *me) {
  (void)me;
  if (pthread_mutex_trylock(mutex(shared)) != 0) return false;
  pthread_mutex_unlock(mutex(shared));
  return true;
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
