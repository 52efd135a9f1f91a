/**
 * The measured loop of event, the same as src/kernels/event.ts, over a flag with a mutex and a condition, as Python's threading.Event
 * is made. A template: the including file defines KIND_NAME, and WAITS and CLEARS as 0 in a planted fault.
 */
#include "../kind.h"
#include "../sample.h"
#include "condition.h"
#include "reach.h"

#ifndef WAITS
#define WAITS 1
#endif
#ifndef CLEARS
#define CLEARS 1
#endif

/** Nanoseconds, as in src/kernels/event.ts. */
enum { MOMENT = 200000, TIMEOUT = 1000000, ROUNDS_TO_TIMEOUT = 64 };

struct event {
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  bool flag;
};

struct rounds {
  _Alignas(LAYOUT_LINE) struct event event;
  _Alignas(LAYOUT_LINE) _Atomic int32_t round;
  _Alignas(LAYOUT_LINE) _Atomic int32_t waiting;
  _Alignas(LAYOUT_LINE) _Atomic int32_t woken;
  _Alignas(LAYOUT_LINE) _Atomic uint64_t set_at;
  _Atomic int32_t sets;
};
_Static_assert(sizeof(struct rounds) <= LAYOUT_SHARED_LINES_SIZE, "the rounds are larger than the lines for them");

static inline struct rounds *rounds_of(struct shared *shared) { return (struct rounds *)shared->lines; }

static void set_up(struct shared *shared, int32_t threads) {
  (void)threads;
  struct event *event = &rounds_of(shared)->event;
  pthread_mutex_init(&event->mutex, NULL);
  make_condition(&event->condition);
}

static void tear_down(struct shared *shared) {
  struct event *event = &rounds_of(shared)->event;
  pthread_cond_destroy(&event->condition);
  pthread_mutex_destroy(&event->mutex);
}

static void change(struct event *event, bool flag) {
  pthread_mutex_lock(&event->mutex);
  event->flag = flag;
  if (flag) pthread_cond_broadcast(&event->condition);
  pthread_mutex_unlock(&event->mutex);
}

static bool is_set(struct event *event) {
  pthread_mutex_lock(&event->mutex);
  const bool flag = event->flag;
  pthread_mutex_unlock(&event->mutex);
  return flag;
}

/** Returns once it is set; false: the run is over. */
static bool await_event(struct shared *shared, struct event *event) {
  pthread_mutex_lock(&event->mutex);
  while (!event->flag && !is_over(shared)) wait_at_most(&event->condition, &event->mutex, LONGEST_SLEEP);
  const bool flag = event->flag;
  pthread_mutex_unlock(&event->mutex);
  return flag;
}

/** Whether it was set within the time. A wake that nobody caused is possible, and no reason to return. */
static bool wait_for(struct event *event, uint64_t longest) {
  const uint64_t end = nanoseconds() + longest;
  pthread_mutex_lock(&event->mutex);
  for (uint64_t now = nanoseconds(); !event->flag && now < end; now = nanoseconds())
    wait_at_most(&event->condition, &event->mutex, end - now);
  const bool flag = event->flag;
  pthread_mutex_unlock(&event->mutex);
  return flag;
}

static void fault(struct block *me, uint64_t bit) { keep(me, LAYOUT_EVENT_FAULTS, kept(me, LAYOUT_EVENT_FAULTS) | bit); }

static bool set_once(struct shared *shared, struct block *me, int32_t waiters, int32_t done) {
  struct rounds *rounds = rounds_of(shared);
  struct event *event = &rounds->event;
  if (!reach(shared, &rounds->waiting, (done + 1) * waiters)) return false;
  const struct timespec moment = {.tv_sec = 0, .tv_nsec = MOMENT};
  nanosleep(&moment, NULL);
  if (is_set(event)) fault(me, LAYOUT_SET_AFTER_CLEAR);
  if (done % ROUNDS_TO_TIMEOUT == 0 && wait_for(event, TIMEOUT)) fault(me, LAYOUT_NO_TIMEOUT);
  atomic_store(&rounds->sets, done + 1);
  atomic_store(&rounds->set_at, nanoseconds());
  change(event, true);
  if (!is_set(event)) fault(me, LAYOUT_UNSET_AFTER_SET);
  if (!wait_for(event, TIMEOUT)) fault(me, LAYOUT_WAITED_WHILE_SET);
  if (!reach(shared, &rounds->woken, (done + 1) * waiters)) return false;
  if (CLEARS) change(event, false);
  if (is_set(event)) fault(me, LAYOUT_SET_AFTER_CLEAR);
  atomic_store(&rounds->round, done + 1);
  futex_wake(&rounds->round, LAYOUT_MAX_THREADS);
  return true;
}

static bool wait_once(struct shared *shared, struct block *me, int32_t waiters, int32_t done) {
  struct rounds *rounds = rounds_of(shared);
  if (!reach(shared, &rounds->round, done)) return false;
  const int32_t all = (done + 1) * waiters;
  if (atomic_fetch_add(&rounds->waiting, 1) + 1 == all) futex_wake(&rounds->waiting, 1);
  if (WAITS && !await_event(shared, &rounds->event)) return false;
  const uint64_t now = nanoseconds();
  if (atomic_load(&rounds->sets) != done + 1) fault(me, LAYOUT_RETURNED_UNSET);
  const uint64_t late = now - atomic_load(&rounds->set_at);
  const int32_t place = atomic_fetch_add(&rounds->woken, 1) + 1; /* of those that run again */
  if (place == all) futex_wake(&rounds->woken, 1);
  if (atomic_load(&shared->sampling) == 0) return true;
  if (place == done * waiters + 1) keep_bypass(me, late);
  if (place == all) keep_latency(me, late);
  return true;
}

static void run(struct shared *shared, struct block *me) {
  const int32_t waiters = setting(shared, LAYOUT_WAITERS);
  for (int32_t done = 0; !is_over(shared); done += 1) {
    if (!(me->number == 1 ? set_once : wait_once)(shared, me, waiters, done)) return;
    count_up(&me->acquisitions);
  }
}

/** An event is never held. */
static bool probe(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
  return true;
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
