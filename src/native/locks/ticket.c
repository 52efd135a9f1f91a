/**
 * Ticket lock: draw a number, wait until it is called. First in, first out, but all waiters read the one word that a
 * release writes. J. Mellor-Crummey, M. Scott, ACM TOCS 9(1), 1991, section 2.2 (without its proportional backoff).
 * Both words lie in one line, as in Linux's former spin lock; both wrap around together.
 */
#include <stdbool.h>

#include "../layout.h"
#include "../spin.h"

struct ticket_lock {
  _Atomic uint32_t next;
  _Atomic uint32_t served;
};

static inline struct ticket_lock *words(struct shared *shared) { return (struct ticket_lock *)shared->lock; }
static inline uint32_t *ticket_of(struct block *me) { return (uint32_t *)me->node; }

/* The draw is relaxed: its own order is all it must have. The acquire is in reading who is served. */
static inline bool arrive(struct shared *shared, struct block *me) {
  const uint32_t ticket = atomic_fetch_add_explicit(&words(shared)->next, 1, memory_order_relaxed);
  *ticket_of(me) = ticket;
  return atomic_load_explicit(&words(shared)->served, memory_order_acquire) != ticket;
}

static inline void wait(struct shared *shared, struct block *me) {
  const uint32_t ticket = *ticket_of(me);
  while (atomic_load_explicit(&words(shared)->served, memory_order_acquire) != ticket) spin_pause();
}

/* Release, and a store: only the holder writes this word, so no read-modify-write is needed. */
static inline void release(struct shared *shared, struct block *me) {
  atomic_store_explicit(&words(shared)->served, *ticket_of(me) + 1, memory_order_release);
}

#include "../lockKind.h"
ANNOUNCE_KIND("ticket", NULL, NULL)
