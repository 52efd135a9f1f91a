/** What a thread does while it spins: tells the core so, which leaves more to its sibling and takes less power. */
#ifndef THREADLAB_SPIN_H
#define THREADLAB_SPIN_H

static inline void spin_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
  __asm__ volatile("yield" ::: "memory");
#else
  __asm__ volatile("" ::: "memory");
#endif
}

#endif
