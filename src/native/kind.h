/**
 * A measured loop as the rest of the payload knows it: of a lock, or of what else is counted. Called a few times a repeat, never
 * inside the loop: there the lock is called directly (contention.h). Each file announces its kind before main begins, so
 * adding one is adding a file.
 */
#ifndef THREADLAB_KIND_H
#define THREADLAB_KIND_H

#include <stdbool.h>

#include "layout.h"

struct kind {
  const char *name;
  /** Makes a free lock of zeroed memory. */
  void (*set_up)(struct shared *shared, int32_t threads);
  /** Frees what set_up has taken; the lock may still be held by a planted fault. */
  void (*tear_down)(struct shared *shared);
  /** The measured loop, until the phase is no longer LAYOUT_PHASE_RUN; one that has a count makes that at most. */
  void (*run)(struct shared *shared, struct block *me);
  /** Takes the lock once and gives it back: whether it was free; true where there is none. */
  bool (*probe)(struct shared *shared, struct block *me);
  struct kind *next;
};

void announce_kind(struct kind *kind);
/** All kinds, in no order. */
extern struct kind *first_kind;

#endif
