/** A call of the C library that has to succeed. The including file defines KIND_NAME first. */
#ifndef THREADLAB_MUST_H
#define THREADLAB_MUST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** Ends the payload with the kind, the call and the reason where `error` is none of success. */
static void must(int error, const char *what) {
  if (error == 0) return;
  fprintf(stderr, "%s: %s failed: %s\n", KIND_NAME, what, strerror(error));
  exit(1);
}

#endif
