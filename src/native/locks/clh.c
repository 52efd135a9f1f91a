/**
 * CLH queue lock: every waiter spins on the node of the one before it, and takes that node over when it leaves, so a node
 * wanders through the threads and a release is one store. T. Craig, University of Washington TR 93-02-02, 1993;
 * P. Magnusson, A. Landin, E. Hagersten, IPPS 1994.
 * The lock is the address of the last node; before the first arrival that is the spare one, the one node more than threads.
 */
#include <stdbool.h>

#include "../layout.h"
#include "../spin.h"

struct node {
  _Atomic int32_t busy; /* its owner holds or waits */
};

static inline struct node *_Atomic *tail(struct shared *shared) { return (struct node *_Atomic *)shared->lock; }

static void set_up(struct shared *shared, int32_t threads) {
  atomic_store(tail(shared), (struct node *)shared->spare_node);
  for (int i = 0; i < threads; i += 1) shared->threads[i].own_node = shared->threads[i].node;
}

static inline bool arrive(struct shared *shared, struct block *me) {
  struct node *mine = me->own_node;
  atomic_store_explicit(&mine->busy, 1, memory_order_relaxed);
  /* Release: the next must find the store above. Acquire: the one before it was written by another thread. */
  struct node *before = atomic_exchange_explicit(tail(shared), mine, memory_order_acq_rel);
  me->own_before = before;
  return atomic_load_explicit(&before->busy, memory_order_acquire) != 0;
}

static inline void wait(struct shared *shared, struct block *me) {
  (void)shared;
  struct node *before = me->own_before;
  /* Acquire: pairs with the release below, by which the one before hands over the section's writes. */
  while (atomic_load_explicit(&before->busy, memory_order_acquire) != 0) spin_pause();
}

static inline void release(struct shared *shared, struct block *me) {
  (void)shared;
  struct node *mine = me->own_node;
  me->own_node = me->own_before; /* nobody looks at that one any more; ours may be looked at still */
  atomic_store_explicit(&mine->busy, 0, memory_order_release);
}

#include "../lockKind.h"
ANNOUNCE_KIND("clh", set_up, NULL)
