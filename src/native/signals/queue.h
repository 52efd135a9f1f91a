/**
 * Bounded queue: a ring under one mutex, with a condition for "not empty" and one for "not full", the same as
 * src/kernels/signals/queue.ts. The classic mistake (`if` for `while`) is counted, and the call refused. The depth is in
 * guarded_count, where the runner reads it. FORGETFUL and DISORDERLY are 1 in planted faults.
 */
#ifndef THREADLAB_QUEUE_H
#define THREADLAB_QUEUE_H

#include <errno.h>

#include "condition.h"
#include "reach.h"

#ifndef FORGETFUL
#define FORGETFUL 0
#endif
#ifndef DISORDERLY
#define DISORDERLY 0
#endif

struct item {
  uint64_t number;
  /** When it was put; 0: not taken. */
  uint64_t stamp;
};

struct queue {
  pthread_mutex_t mutex;
  pthread_cond_t not_empty;
  pthread_cond_t not_full;
  uint64_t head;
  /** Times that a taker has begun to wait, of all. */
  _Atomic int32_t waits;
  _Alignas(LAYOUT_LINE) _Atomic int32_t schedule_over;
  _Alignas(LAYOUT_LINE) struct item slots[];
};

enum found { OVER, DONE, MISTAKE };

static inline struct queue *queue_of(struct shared *shared) { return (struct queue *)shared->lines; }

/** The depth: written under the mutex alone. */
static inline uint64_t depth(struct shared *shared) {
  return atomic_load_explicit(&shared->guarded_count, memory_order_relaxed);
}
static inline void set_depth(struct shared *shared, uint64_t depth) {
  atomic_store_explicit(&shared->guarded_count, depth, memory_order_relaxed);
}

static inline uint64_t capacity_of(struct shared *shared) { return (uint64_t)setting(shared, LAYOUT_CAPACITY); }

static inline struct item *slot(struct shared *shared, uint64_t place) {
  struct queue *queue = queue_of(shared);
  return &queue->slots[(queue->head + place) % capacity_of(shared)];
}

static inline void append(struct shared *shared, struct item item) {
  *slot(shared, depth(shared)) = item;
  set_depth(shared, depth(shared) + 1);
}

static inline struct item remove_oldest(struct shared *shared) {
  const struct item item = *slot(shared, 0);
  queue_of(shared)->head = (queue_of(shared)->head + 1) % capacity_of(shared);
  set_depth(shared, depth(shared) - 1);
  return item;
}

static inline struct item remove_newest(struct shared *shared) {
  const struct item item = *slot(shared, depth(shared) - 1);
  set_depth(shared, depth(shared) - 1);
  return item;
}

/** Waits while the depth is `bad`, with the mutex held. A wait that ran out of time is none that was woken. */
static enum found await_other(struct shared *shared, pthread_cond_t *condition, uint64_t bad, _Atomic int32_t *waits) {
  const bool looks_again = setting(shared, LAYOUT_LOOKS_AGAIN) != 0;
  while (depth(shared) == bad) {
    if (is_over(shared)) return OVER;
    if (waits != NULL) atomic_fetch_add(waits, 1);
    const bool woken = wait_at_most(condition, &queue_of(shared)->mutex, LONGEST_SLEEP);
    if (woken && !looks_again) return depth(shared) == bad ? MISTAKE : DONE;
  }
  return DONE;
}

static enum found put(struct shared *shared, struct item item) {
  struct queue *queue = queue_of(shared);
  pthread_mutex_lock(&queue->mutex);
  const enum found found = await_other(shared, &queue->not_full, capacity_of(shared), NULL);
  if (found == DONE && !(FORGETFUL && item.number % 64 == 63)) {
    append(shared, item);
    pthread_cond_signal(&queue->not_empty);
  }
  pthread_mutex_unlock(&queue->mutex);
  return found;
}

static enum found take(struct shared *shared, struct item *item) {
  struct queue *queue = queue_of(shared);
  pthread_mutex_lock(&queue->mutex);
  const enum found found = await_other(shared, &queue->not_empty, 0, &queue->waits);
  if (found == DONE) {
    *item = DISORDERLY && depth(shared) > 1 ? remove_newest(shared) : remove_oldest(shared);
    pthread_cond_signal(&queue->not_full);
  }
  pthread_mutex_unlock(&queue->mutex);
  return found;
}

/**
 * The schedule that shows the mistake, in one hold of the mutex: a sleeping taker is woken for an item, and another is first. How
 * often takers had begun to wait until then: one whose sleep has ended by itself began again.
 */
static int32_t put_and_take_back(struct shared *shared) {
  struct queue *queue = queue_of(shared);
  pthread_mutex_lock(&queue->mutex);
  append(shared, (struct item){0});
  pthread_cond_signal(&queue->not_empty);
  remove_oldest(shared);
  const int32_t waits = atomic_load(&queue->waits);
  pthread_mutex_unlock(&queue->mutex);
  return waits;
}

static void make_queue(struct queue *queue) {
  pthread_mutex_init(&queue->mutex, NULL);
  make_condition(&queue->not_empty);
  make_condition(&queue->not_full);
}

static void free_queue(struct queue *queue) {
  pthread_cond_destroy(&queue->not_empty);
  pthread_cond_destroy(&queue->not_full);
  pthread_mutex_destroy(&queue->mutex);
}

#endif
