/** A counter without a lock as a kind of loop: last lines of a file in counters/. The including file defines `increment` first. */
enum { BATCH = 64 };

#include "counting.h"

/** There is no lock that might be held. */
static bool always_free(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
  return true;
}

#define ANNOUNCE_COUNTER(its_name)                                                                    \
  static struct kind this_kind = {.name = its_name " counter", .run = run_counting, .probe = always_free}; \
  __attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
