/** Planted fault: a lock that crashes its process, after some words. */
#include "layout.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static inline bool arrive(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
  fprintf(stderr, "about to crash\n");
  abort();
}

static inline void wait(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
}

static inline void release(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
}

#include "lockKind.h"
ANNOUNCE_KIND("crash", NULL, NULL)
