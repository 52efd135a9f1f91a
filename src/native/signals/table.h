/**
 * The table of the philosophers and their forks, the same as src/kernels/signals/table.ts and forks.ts: a mutex of POSIX for each fork, and
 * beside it the number of its owner, so that who waits for whom can be followed. The owner writes itself after it has the mutex
 * and takes itself out before it gives it back: who reads it early or late sees nobody, and no cycle.
 *
 * A cycle is followed twice; a philosopher counts its changes before and after each. Where both times all counts and waits are
 * the same, there was a moment between at which all of them waited.
 */
#ifndef THREADLAB_TABLE_H
#define THREADLAB_TABLE_H

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "../clock.h"
#include "lockForAWhile.h"
#include "reach.h"

/** Nanoseconds that a wait lasts before it looks for a cycle. */
#define LOOK 1000000

struct fork {
  _Alignas(LAYOUT_LINE) pthread_mutex_t mutex;
  _Atomic int32_t owner;
  /** Who eats with it. */
  _Atomic int32_t eater;
};

struct table {
  _Atomic int32_t round;
  _Alignas(LAYOUT_LINE) _Atomic int32_t broken;
  _Atomic int32_t claimed;
  _Alignas(LAYOUT_LINE) _Atomic int32_t gathered;
  _Alignas(LAYOUT_LINE) _Atomic uint64_t begun;
  _Alignas(LAYOUT_LINE) sem_t arbiter;
  struct fork forks[64];
};
_Static_assert(sizeof(struct table) <= LAYOUT_SHARED_LINES_SIZE, "the table is larger than the lines for it");

enum ended { TOOK, OVER, GAVE_UP, STUCK, ATE };

static inline struct table *table_of(struct shared *shared) { return (struct table *)shared->lines; }

static inline struct fork *fork_at(struct shared *shared, int32_t fork) { return &table_of(shared)->forks[fork]; }

static inline bool is_broken(struct shared *shared) {
  return atomic_load(&table_of(shared)->broken) > atomic_load(&table_of(shared)->round);
}

/** Whether this caller is the one that has found the round's deadlock. */
static bool claim(struct shared *shared) {
  int32_t round = atomic_load(&table_of(shared)->round);
  return atomic_compare_exchange_strong(&table_of(shared)->claimed, &round, round + 1);
}

/** After a broken round, with no fork in hand: returns when all have come; false: the run is over. */
static bool gather(struct shared *shared, int32_t philosophers) {
  struct table *table = table_of(shared);
  const int32_t round = atomic_load(&table->round);
  if (atomic_fetch_add(&table->gathered, 1) + 1 < (round + 1) * philosophers) return reach(shared, &table->round, round + 1);
  atomic_store(&table->begun, nanoseconds());
  atomic_store(&table->round, round + 1);
  futex_wake(&table->round, LAYOUT_MAX_THREADS);
  return true;
}

static inline void change(struct block *me) {
  atomic_fetch_add((_Atomic uint64_t *)(me->node + LAYOUT_CHANGES), 1);
}

static inline void wait_for_fork(struct block *me, int32_t fork) {
  atomic_store((_Atomic uint64_t *)(me->node + LAYOUT_WAITS_FOR), (uint64_t)(fork + 1));
}

static bool try_fork(struct shared *shared, struct block *me, int32_t number) {
  struct fork *fork = fork_at(shared, number);
  if (pthread_mutex_trylock(&fork->mutex) != 0) return false;
  atomic_store(&fork->owner, me->number);
  return true;
}

static void put_fork(struct shared *shared, struct block *me, int32_t number) {
  struct fork *fork = fork_at(shared, number);
  change(me);
  atomic_store(&fork->owner, 0);
  pthread_mutex_unlock(&fork->mutex);
}

static enum ended go_on_waiting(struct shared *shared, struct block *me, int32_t number) {
  struct fork *fork = fork_at(shared, number);
  enum ended found = STUCK;
  if (is_over(shared)) found = OVER;
  else if (is_broken(shared)) found = GAVE_UP;
  else if (lock_for_a_while(&fork->mutex, LOOK) == 0) {
    atomic_store(&fork->owner, me->number);
    found = TOOK;
  }
  if (found == STUCK) return STUCK;
  change(me);
  wait_for_fork(me, -1);
  change(me);
  return found;
}

static enum ended take_fork(struct shared *shared, struct block *me, int32_t number) {
  if (try_fork(shared, me, number)) return TOOK;
  wait_for_fork(me, number);
  change(me);
  return go_on_waiting(shared, me, number);
}

/**
 * Walks along the waits until it comes back: how many it passed; 0 where somebody does not wait. It leaves each owner and count of
 * changes in the walker's own block; `again`: they must be those that lie there.
 */
static int32_t follow(struct shared *shared, struct block *me, int32_t philosophers, bool again) {
  int32_t at = me->number;
  for (int32_t passed = 1; passed <= philosophers; passed += 1) {
    struct block *block = &shared->threads[at - 1];
    const uint64_t changes = atomic_load((_Atomic uint64_t *)(block->node + LAYOUT_CHANGES)); /* before what it waits for */
    const uint64_t wanted = atomic_load((_Atomic uint64_t *)(block->node + LAYOUT_WAITS_FOR));
    const int32_t owner = wanted == 0 ? 0 : atomic_load(&fork_at(shared, (int32_t)wanted - 1)->owner);
    if (owner == 0) return 0;
    uint64_t *seen = &me->bypass.counts[2 * passed]; /* there is no bypass to be counted here */
    if (again && (seen[0] != changes || seen[1] != (uint64_t)owner)) return 0;
    seen[0] = changes;
    seen[1] = (uint64_t)owner;
    at = owner;
    if (at == me->number) return passed;
  }
  return 0;
}

/** How many philosophers wait in a circle of which this is one; 0: none that is certain. */
static int32_t cycle_of(struct shared *shared, struct block *me, int32_t philosophers) {
  const int32_t length = follow(shared, me, philosophers, false);
  return length > 0 && follow(shared, me, philosophers, true) == length ? length : 0;
}

#endif
