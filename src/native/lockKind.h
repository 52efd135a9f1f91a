/**
 * A lock as kinds of loop: contention under its own name, the locked counter under "<name> counter". A file in locks/ defines
 * `arrive`, `wait` and `release`, then includes this, so that both loops call the lock directly; its last line announces it.
 */
#include "contention.h"
#include "lockedCounter.h"

#define ANNOUNCE_KIND(its_name, its_set_up, its_tear_down)                                                            \
  static struct kind contention_kind = {                                                                              \
      .name = its_name, .set_up = its_set_up, .tear_down = its_tear_down, .run = run, .probe = probe};                \
  static struct kind counter_kind = {                                                                                 \
      .name = its_name " counter", .set_up = its_set_up, .tear_down = its_tear_down, .run = run_counting, .probe = probe}; \
  __attribute__((constructor)) static void announce(void) {                                                           \
    announce_kind(&contention_kind);                                                                                  \
    announce_kind(&counter_kind);                                                                                     \
  }
