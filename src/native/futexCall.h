/** The system call futex(2), for which the C library has no wrapper. Within this process alone. */
#ifndef THREADLAB_FUTEX_CALL_H
#define THREADLAB_FUTEX_CALL_H

#include <linux/futex.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/** Sleeps if the word still holds `expected`. May return early: look again. */
static inline void futex_wait(_Atomic int32_t *word, int32_t expected) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, expected, NULL, NULL, 0);
}

/** Not longer than `limit` nanoseconds, less than a second. */
static inline void futex_wait_for(_Atomic int32_t *word, int32_t expected, long limit) {
  const struct timespec longest = {.tv_sec = 0, .tv_nsec = limit};
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, expected, &longest, NULL, 0);
}

static inline void futex_wake(_Atomic int32_t *word, int32_t sleepers) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, sleepers, NULL, NULL, 0);
}

#endif
