/**
 * The measured loop of rw-lock, the same as src/kernels/rwLoop.ts, over pthread_rwlock_rdlock(3p) in one of the C library's two
 * kinds. A template: the including file defines KIND_NAME and PREFERENCE, and READERS_ASK as 0 in a planted fault.
 *
 * What readers look at to see a writer beside them are relaxed atomics: plain loads and stores on every machine, which would be
 * undefined in C where the lock is broken.
 */
#include <pthread.h>

#include "../clock.h"
#include "../kind.h"
#include "../must.h"
#include "../sample.h"
#include "../work.h"
#include "kept.h"

#ifndef READERS_ASK
#define READERS_ASK 1
#endif
#define PLAIN memory_order_relaxed

_Static_assert(sizeof(pthread_rwlock_t) <= LAYOUT_LINE, "a lock is larger than the lock's line");

static inline pthread_rwlock_t *lock_of(struct shared *shared) { return (pthread_rwlock_t *)shared->lock; }

static void set_up(struct shared *shared, int32_t threads) {
  (void)threads;
  pthread_rwlockattr_t attributes;
  must(pthread_rwlockattr_init(&attributes), "pthread_rwlockattr_init");
  must(pthread_rwlockattr_setkind_np(&attributes, PREFERENCE), "pthread_rwlockattr_setkind_np");
  must(pthread_rwlock_init(lock_of(shared), &attributes), "pthread_rwlock_init");
  pthread_rwlockattr_destroy(&attributes);
}

static void tear_down(struct shared *shared) { pthread_rwlock_destroy(lock_of(shared)); }

static void read_inside(struct shared *shared, struct block *me, int32_t steps) {
  const uint64_t count = atomic_load_explicit(&shared->guarded_count, PLAIN);
  bool beside = atomic_load_explicit(&shared->inside, PLAIN) != 0;
  me->chain = work(me->chain, steps);
  atomic_thread_fence(memory_order_acquire); /* what is looked at last is loaded last */
  beside = beside || atomic_load_explicit(&shared->inside, PLAIN) != 0;
  beside = beside || atomic_load_explicit(&shared->guarded_count, PLAIN) != count;
  if (READERS_ASK) must(pthread_rwlock_unlock(lock_of(shared)), "pthread_rwlock_unlock");
  me->violations += beside;
}

static void write_inside(struct shared *shared, struct block *me, int32_t steps) {
  bool beside = atomic_load_explicit(&shared->inside, PLAIN) != 0;
  atomic_store_explicit(&shared->inside, me->number, PLAIN);
  const uint64_t count = atomic_load_explicit(&shared->guarded_count, PLAIN);
  me->chain = work(me->chain, steps);
  atomic_store_explicit(&shared->guarded_count, count + 1, PLAIN);
  beside = beside || atomic_load_explicit(&shared->inside, PLAIN) != me->number;
  atomic_store_explicit(&shared->inside, 0, PLAIN);
  must(pthread_rwlock_unlock(lock_of(shared)), "pthread_rwlock_unlock");
  me->violations += beside;
}

static void run(struct shared *shared, struct block *me) {
  const int32_t read_share = setting(shared, LAYOUT_READ_SHARE);
  const int32_t steps = atomic_load_explicit(&me->section_steps, PLAIN);
  while (atomic_load_explicit(&shared->phase, PLAIN) == LAYOUT_PHASE_RUN) {
    me->countdown -= 1;
    const bool sampled = me->countdown <= 0;
    const bool reads = (int32_t)(next_random(me) & 0xffff) < read_share;
    const uint64_t asked = sampled ? nanoseconds() : 0;
    if (!reads) must(pthread_rwlock_wrlock(lock_of(shared)), "pthread_rwlock_wrlock");
    else if (READERS_ASK) must(pthread_rwlock_rdlock(lock_of(shared)), "pthread_rwlock_rdlock");
    const uint64_t waited = sampled ? nanoseconds() - asked : 0;
    if (reads) read_inside(shared, me, steps);
    else write_inside(shared, me, steps);

    count_up(&me->acquisitions);
    if (!reads) count_up(&me->contended);
    if (sampled) {
      if (atomic_load_explicit(&shared->sampling, PLAIN) != 0) (reads ? keep_latency : keep_bypass)(me, waited);
      me->countdown = next_countdown(me);
    }
  }
}

/** Whether neither a reader nor a writer has it. */
static bool probe(struct shared *shared, struct block *me) {
  (void)me;
  if (pthread_rwlock_trywrlock(lock_of(shared)) != 0) return false;
  pthread_rwlock_unlock(lock_of(shared));
  return true;
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
