/**
 * The measured loop, the same as src/kernels/lock-contention.ts: acquire, work inside, release, work outside. A template: a
 * file in locks/ defines `arrive`, `wait` and `release`, then includes this by lockKind.h, and so the lock is called directly and inlined.
 *
 * A thread advances its own counters, a line apart from all others, at every acquisition; Node reads them meanwhile. On
 * acquisitions sampled at random the time is taken before the arrival and after the wait, and the guarded count is read
 * after the arrival: how many by others lie between the arrival and its own.
 *
 * Exclusion is checked at every acquisition, by plain writes to the line that the lock guards: a thread leaves its number
 * there and must find nobody's on entry and its own on exit. They are relaxed atomics, which are plain loads and stores on
 * every machine, since without exclusion (a planted fault) plain ones would be undefined in C.
 */
#include <stdbool.h>

#include "clock.h"
#include "kind.h"
#include "sample.h"
#include "work.h"

#define PLAIN memory_order_relaxed

static void run(struct shared *shared, struct block *me) {
  const int32_t number = me->number;
  const int32_t section_steps = atomic_load_explicit(&me->section_steps, PLAIN);
  const int32_t think_steps = atomic_load_explicit(&me->think_steps, PLAIN);
  int32_t countdown = me->countdown;
  uint64_t acquisitions = 0;
  uint64_t contended = 0;
  uint64_t violations = 0;
  uint64_t chain = me->chain;

  while (atomic_load_explicit(&shared->phase, PLAIN) == LAYOUT_PHASE_RUN) {
    countdown -= 1;
    const bool sampled = countdown <= 0;
    const uint64_t asked = sampled ? nanoseconds() : 0;
    const bool waited = arrive(shared, me);
    uint64_t seen = 0;
    if (sampled) {
      atomic_thread_fence(memory_order_seq_cst); /* an acquire does not keep the arrival's own store before the read */
      seen = atomic_load_explicit(&shared->guarded_count, PLAIN);
    }
#ifndef PLANTED_NOBODY_WAITS
    if (waited) wait(shared, me);
#endif
    const uint64_t held = sampled ? nanoseconds() : 0;

    const uint64_t count = atomic_load_explicit(&shared->guarded_count, PLAIN);
    violations += atomic_load_explicit(&shared->inside, PLAIN) != 0;
    atomic_store_explicit(&shared->inside, number, PLAIN);
    chain = work(chain, section_steps);
    atomic_store_explicit(&shared->guarded_count, count + 1, PLAIN);
    violations += atomic_load_explicit(&shared->inside, PLAIN) != number;
    atomic_store_explicit(&shared->inside, 0, PLAIN);
    release(shared, me);

    acquisitions += 1;
    atomic_store_explicit(&me->acquisitions, acquisitions, PLAIN);
    if (waited) {
      contended += 1;
      atomic_store_explicit(&me->contended, contended, PLAIN);
    }
    if (sampled) {
      keep_sample(shared, me, count - seen, held - asked);
      countdown = next_countdown(me);
    }
    chain = work(chain, think_steps);
  }

  me->countdown = countdown;
  me->violations += violations;
  me->chain = chain;
}

static bool probe(struct shared *shared, struct block *me) {
  const bool waited = arrive(shared, me);
  if (!waited) release(shared, me);
  return !waited;
}
