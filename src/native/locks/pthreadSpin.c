/** The C library's spin lock, pthread_spin_lock(3p): glibc's is test-and-test-and-set. */
#include <pthread.h>
#include <stdbool.h>

#include "../layout.h"

static inline pthread_spinlock_t *word(struct shared *shared) { return (pthread_spinlock_t *)shared->lock; }

static void set_up(struct shared *shared, int32_t threads) {
  (void)threads;
  pthread_spin_init(word(shared), PTHREAD_PROCESS_PRIVATE);
}

static void tear_down(struct shared *shared) { pthread_spin_destroy(word(shared)); }

/* It tries once, so that a contended acquisition can be told and counted. The orderings are the library's. */
static inline bool arrive(struct shared *shared, struct block *me) {
  (void)me;
  return pthread_spin_trylock(word(shared)) != 0;
}

static inline void wait(struct shared *shared, struct block *me) {
  (void)me;
  pthread_spin_lock(word(shared));
}

static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  pthread_spin_unlock(word(shared));
}

#include "../lockKind.h"
ANNOUNCE_KIND("pthreadSpin", set_up, tear_down)
