/**
 * The measured loop of deadlock, the same as src/kernels/deadlock.ts, with forks that are mutexes of POSIX and an arbiter that is a
 * sem_t. A template: the including file defines KIND_NAME, and JUMPY, UNORDERED or GREEDY as 1 in a planted fault.
 */
#include "../kind.h"
#include "../sample.h"
#include "../work.h"
#include "table.h"

#ifndef JUMPY
#define JUMPY 0
#endif
#ifndef UNORDERED
#define UNORDERED 0
#endif
#ifndef GREEDY
#define GREEDY 0
#endif

/** Nanoseconds after which a cycle is looked at again: a deadlock stays. */
#define STAYS 2000000

static void set_up(struct shared *shared, int32_t threads) {
  struct table *table = table_of(shared);
  for (int32_t i = 0; i < threads; i += 1) pthread_mutex_init(&table->forks[i].mutex, NULL);
  sem_init(&table->arbiter, 0, (unsigned)(threads > 1 ? threads - 1 : 1));
}

static void tear_down(struct shared *shared) {
  struct table *table = table_of(shared);
  for (int32_t i = 0; i < setting(shared, LAYOUT_PHILOSOPHERS); i += 1) pthread_mutex_destroy(&table->forks[i].mutex);
  sem_destroy(&table->arbiter);
}

static void spend(struct block *me, int32_t steps) { me->chain = work(me->chain, steps); }

static int32_t section(struct block *me) { return atomic_load_explicit(&me->section_steps, memory_order_relaxed); }

static void tell_cycle(struct shared *shared, struct block *me, int32_t length, int32_t philosophers) {
  struct table *table = table_of(shared);
  const uint64_t found = nanoseconds() - atomic_load(&table->begun);
  const struct timespec stays = {.tv_sec = 0, .tv_nsec = STAYS};
  nanosleep(&stays, NULL);
  const bool stands = length > 0 && cycle_of(shared, me, philosophers) == length;
  if (!stands && is_over(shared)) return; /* they went because the run is over */
  if (!stands) add(me, LAYOUT_FALSE_CYCLES, 1);
  keep_latency(me, found);
  add(me, LAYOUT_CYCLES, 1);
  add(me, LAYOUT_CYCLE_LENGTHS, (uint64_t)length);
  atomic_store(&table->broken, atomic_load(&table->round) + 1);
}

/** Takes the fork, and breaks the round where it will never come. */
static enum ended take_or_break(struct shared *shared, struct block *me, int32_t fork, int32_t philosophers) {
  enum ended found = take_fork(shared, me, fork);
  while (found == STUCK) {
    const int32_t length = cycle_of(shared, me, philosophers);
    if ((length > 0 || JUMPY) && claim(shared)) tell_cycle(shared, me, length, philosophers);
    found = go_on_waiting(shared, me, fork);
  }
  return found;
}

static void eat(struct shared *shared, struct block *me, int32_t first, int32_t second) {
  struct fork *forks[] = {fork_at(shared, first), fork_at(shared, second)};
  for (int i = 0; i < 2; i += 1) {
    me->violations += atomic_load(&forks[i]->eater) != 0;
    atomic_store(&forks[i]->eater, me->number);
  }
  spend(me, section(me));
  for (int i = 0; i < 2; i += 1) {
    me->violations += atomic_load(&forks[i]->eater) != me->number;
    atomic_store(&forks[i]->eater, 0);
  }
}

static enum ended take_both(struct shared *shared, struct block *me, int32_t philosophers, int32_t rule) {
  const int32_t left = me->number - 1;
  const int32_t right = me->number % philosophers;
  const bool turned = rule == LAYOUT_RULE_ORDERED && !UNORDERED && right < left;
  const int32_t first = turned ? right : left;
  const int32_t second = turned ? left : right;
  const enum ended taken = take_or_break(shared, me, first, philosophers);
  if (taken != TOOK) return taken;
  spend(me, section(me));
  const struct timespec stays = {.tv_sec = 0, .tv_nsec = STAYS};
  if (JUMPY) nanosleep(&stays, NULL); /* so that others do wait */
  enum ended ended = TOOK;
  if (rule == LAYOUT_RULE_TRY_LOCK) ended = try_fork(shared, me, second) ? TOOK : GAVE_UP;
  else if (!GREEDY) {
    keep(me, LAYOUT_FORK_ORDER, (uint64_t)((first + 1) * 256 + second + 1));
    ended = take_or_break(shared, me, second, philosophers);
  }
  if (ended == TOOK) {
    eat(shared, me, first, second);
    if (!GREEDY) put_fork(shared, me, second);
  }
  put_fork(shared, me, first);
  /* Who puts his fork back waits for a while of chance, or all would take and put in step (a livelock). */
  if (ended == GAVE_UP) spend(me, (int32_t)(next_random(me) & 3) * section(me));
  return ended == TOOK ? ATE : ended;
}

static enum ended dine(struct shared *shared, struct block *me, int32_t philosophers, int32_t rule) {
  struct table *table = table_of(shared);
  spend(me, atomic_load_explicit(&me->think_steps, memory_order_relaxed));
  if (rule == LAYOUT_RULE_ARBITER)
    while (sem_wait(&table->arbiter) != 0 && errno == EINTR) {}
  const enum ended ended = take_both(shared, me, philosophers, rule);
  if (rule == LAYOUT_RULE_ARBITER) sem_post(&table->arbiter);
  return ended;
}

static void run(struct shared *shared, struct block *me) {
  const int32_t philosophers = setting(shared, LAYOUT_PHILOSOPHERS);
  const int32_t rule = setting(shared, LAYOUT_RULE);
  uint64_t never = 0;
  atomic_compare_exchange_strong(&table_of(shared)->begun, &never, nanoseconds());
  while (!is_over(shared)) {
    if (is_broken(shared) && !gather(shared, philosophers)) return;
    const enum ended ended = dine(shared, me, philosophers, rule);
    if (ended == OVER) return;
    if (ended == ATE) count_up(&me->acquisitions);
  }
}

/** Whether every fork lies on the table. */
static bool probe(struct shared *shared, struct block *me) {
  (void)me;
  for (int32_t i = 0; i < setting(shared, LAYOUT_PHILOSOPHERS); i += 1)
    if (atomic_load(&fork_at(shared, i)->owner) != 0) return false;
  return true;
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
