/** What a signal's loop keeps for the runner in its block's first line, at the offsets of src/kernels/layout.ts (u64 each). */
#ifndef THREADLAB_KEPT_H
#define THREADLAB_KEPT_H

#include <stdbool.h>

#include "../layout.h"

static inline uint64_t kept(struct block *me, size_t offset) {
  return atomic_load_explicit((_Atomic uint64_t *)(me->node + offset), memory_order_relaxed);
}

static inline void keep(struct block *me, size_t offset, uint64_t value) {
  atomic_store_explicit((_Atomic uint64_t *)(me->node + offset), value, memory_order_relaxed);
}

static inline void add(struct block *me, size_t offset, uint64_t value) { keep(me, offset, kept(me, offset) + value); }

/** Of a thread for itself alone, and for the runner that reads meanwhile. */
static inline void count_up(_Atomic uint64_t *counter) {
  atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + 1, memory_order_relaxed);
}

static inline int32_t setting(struct shared *shared, int32_t address) {
  return atomic_load_explicit(&shared->settings[(address - LAYOUT_SETTINGS) / (int32_t)sizeof(int32_t)], memory_order_relaxed);
}

static inline bool is_over(struct shared *shared) {
  return atomic_load_explicit(&shared->phase, memory_order_relaxed) >= LAYOUT_PHASE_STOP;
}

#endif
