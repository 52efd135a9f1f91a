/**
 * The measured loop of producer-consumer, the same as src/kernels/producer-consumer.ts: items with their producer's number and their
 * own, summed up by a hash where they are put and taken, and before the first turn the forced schedule. A template: the
 * including file defines KIND_NAME, and FORGETFUL or DISORDERLY as 1 in a planted fault.
 */
#include "../kind.h"
#include "../sample.h"
#include "../work.h"
#include "queue.h"

enum { NUMBER_BITS = 40, MOMENT = 100000 };
#define SUM_MASK 0xffffffffffffu

static void set_up(struct shared *shared, int32_t threads) {
  (void)threads;
  make_queue(queue_of(shared));
}

static void tear_down(struct shared *shared) { free_queue(queue_of(shared)); }

/** The hash is a multiplication by 2^64 over the golden ratio, its upper 48 bits (D. Knuth, TAOCP 3, section 6.4). */
static void add_item(struct block *me, size_t offset, uint64_t number) {
  keep(me, offset, (kept(me, offset) + (number * 0x9e3779b97f4a7c15u >> 16)) & SUM_MASK);
}

static void spend(struct block *me) {
  me->chain = work(me->chain, atomic_load_explicit(&me->section_steps, memory_order_relaxed));
}

static enum found produce(struct shared *shared, struct block *me) {
  const uint64_t own = atomic_load_explicit(&me->acquisitions, memory_order_relaxed) + 1;
  struct item item = {.number = (uint64_t)me->number << NUMBER_BITS | own, .stamp = 0};
  spend(me);
  me->countdown -= 1;
  if (me->countdown <= 0) {
    me->countdown = next_countdown(me);
    item.stamp = nanoseconds();
  }
  const enum found found = put(shared, item);
  if (found == DONE) add_item(me, LAYOUT_PUT_SUM, item.number);
  return found;
}

static enum found consume(struct shared *shared, struct block *me) {
  struct item item;
  const enum found found = take(shared, &item);
  if (found != DONE) return found;
  if (item.stamp != 0 && atomic_load_explicit(&shared->sampling, memory_order_relaxed) != 0)
    keep_latency(me, nanoseconds() - item.stamp);
  add_item(me, LAYOUT_TAKEN_SUM, item.number);
  uint64_t *last = &me->bypass.counts[item.number >> NUMBER_BITS]; /* there is no bypass to be counted here */
  if (item.number < *last) me->violations += 1;
  *last = item.number;
  spend(me);
  return found;
}

static void moment(void) {
  const struct timespec length = {.tv_sec = 0, .tv_nsec = MOMENT};
  nanosleep(&length, NULL);
}

/** The first consumer takes; the first producer puts and lets another be first; the others wait until that is over. */
static void take_part(struct shared *shared, struct block *me, int32_t producers) {
  struct queue *queue = queue_of(shared);
  if (me->number == producers + 1) {
    struct item item;
    const enum found found = take(shared, &item);
    if (found == MISTAKE) add(me, LAYOUT_MISTAKES, 1);
    keep(me, LAYOUT_FORCED, found == MISTAKE ? LAYOUT_FORCED_WENT_ON : LAYOUT_FORCED_WAITED_AGAIN);
    atomic_store(&queue->schedule_over, 1);
    futex_wake(&queue->schedule_over, LAYOUT_MAX_THREADS);
    return;
  }
  if (me->number == 1) {
    while (atomic_load(&queue->waits) < 1 && !is_over(shared)) moment();
    const int32_t waits = put_and_take_back(shared);
    while (atomic_load(&queue->waits) == waits && !atomic_load(&queue->schedule_over) && !is_over(shared)) moment();
    if (!atomic_load(&queue->schedule_over)) put(shared, (struct item){0}); /* it waits again: this one is for it */
  }
  reach(shared, &queue->schedule_over, 1);
}

static void run(struct shared *shared, struct block *me) {
  const int32_t producers = setting(shared, LAYOUT_PRODUCERS);
  take_part(shared, me, producers);
  while (!is_over(shared)) {
    const enum found found = me->number <= producers ? produce(shared, me) : consume(shared, me);
    if (found == OVER) return;
    if (found == DONE) count_up(&me->acquisitions);
    else add(me, LAYOUT_MISTAKES, 1);
  }
}

/** Takes what is left, into the first block; whether the mutex is free. */
static bool probe(struct shared *shared, struct block *me) {
  if (pthread_mutex_trylock(&queue_of(shared)->mutex) != 0) return false;
  while (depth(shared) > 0) {
    add(me, LAYOUT_LEFT_COUNT, 1);
    add_item(me, LAYOUT_LEFT_SUM, remove_oldest(shared).number);
  }
  pthread_mutex_unlock(&queue_of(shared)->mutex);
  return true;
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
