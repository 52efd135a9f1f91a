/**
 * MCS queue lock: every waiter spins on its own node, so a release touches one waiter's cache line.
 * J. Mellor-Crummey, M. Scott, ACM TOCS 9(1), 1991, algorithm 5.
 * The lock is the address of the last node, NULL when free; a node is a thread's own line.
 */
#include <stdbool.h>

#include "../layout.h"
#include "../spin.h"

struct node {
  struct node *_Atomic next;
  _Atomic int32_t waiting;
};

static inline struct node *_Atomic *tail(struct shared *shared) { return (struct node *_Atomic *)shared->lock; }

static inline bool arrive(struct shared *shared, struct block *me) {
  struct node *mine = (struct node *)me->node;
  atomic_store_explicit(&mine->next, NULL, memory_order_relaxed);
  atomic_store_explicit(&mine->waiting, 1, memory_order_relaxed);
  /* Release: the two stores above are seen by whoever finds this node. Acquire: a free lock is held from here on. */
  struct node *previous = atomic_exchange_explicit(tail(shared), mine, memory_order_acq_rel);
  if (previous == NULL) return false;
  atomic_store_explicit(&previous->next, mine, memory_order_release);
  return true;
}

static inline void wait(struct shared *shared, struct block *me) {
  (void)shared;
  struct node *mine = (struct node *)me->node;
  /* Acquire: pairs with the release below, by which the one before hands over the section's writes. */
  while (atomic_load_explicit(&mine->waiting, memory_order_acquire) != 0) spin_pause();
}

static inline void release(struct shared *shared, struct block *me) {
  struct node *mine = (struct node *)me->node;
  struct node *next = atomic_load_explicit(&mine->next, memory_order_acquire);
  if (next == NULL) {
    struct node *expected = mine;
    /* Release: who takes the free lock by exchanging the tail must see the section's writes. */
    if (atomic_compare_exchange_strong_explicit(tail(shared), &expected, NULL, memory_order_release, memory_order_relaxed))
      return; /* nobody came */
    do {
      spin_pause();
      next = atomic_load_explicit(&mine->next, memory_order_acquire); /* somebody is between the exchange and the link */
    } while (next == NULL);
  }
  atomic_store_explicit(&next->waiting, 0, memory_order_release);
}

#include "../lockKind.h"
ANNOUNCE_KIND("mcs", NULL, NULL)
