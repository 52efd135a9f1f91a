/**
 * C11's atomic_flag (ISO/IEC 9899:2011, 7.17.8) in its default order: test-and-set that is sequentially consistent, as every
 * atomic access of Wasm is. Beside `tas`, which orders no more than a lock needs, it shows what that costs.
 */
#include <stdatomic.h>
#include <stdbool.h>

#include "../layout.h"

static inline atomic_flag *word(struct shared *shared) { return (atomic_flag *)shared->lock; } /* zeroed memory is clear */

static inline bool arrive(struct shared *shared, struct block *me) {
  (void)me;
  return atomic_flag_test_and_set(word(shared));
}

static inline void wait(struct shared *shared, struct block *me) {
  while (arrive(shared, me)) continue;
}

static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  atomic_flag_clear(word(shared));
}

#include "../lockKind.h"
ANNOUNCE_KIND("atomicFlag", NULL, NULL)
