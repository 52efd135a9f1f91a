/**
 * The measured loop of gil-scaling, the same as src/kernels/unit-work.ts: units of work of known results. Each thread has its
 * shares of the work, which it takes in turn; alone it has all of them. A template: the including file defines KIND_NAME and
 * DONE_OF, one unit in how many is really done.
 */
#include "../kind.h"
#include "kept.h"

enum { STEPS = 2000, NUMBERS = 500, FIRST_NUMBER = 100000, DIGITS = 6 };

static uint32_t arithmetic(uint32_t share) {
  uint32_t x = share + 1;
  for (int32_t i = 0; i < STEPS; i += 1) {
    x = x * 69069u + 1u;
    __asm__ volatile("" : "+r"(x)); /* keeps compilers from folding several steps into one */
  }
  return x;
}

static uint32_t strings(uint32_t share) {
  char text[NUMBERS * (DIGITS + 1)];
  const uint32_t first = FIRST_NUMBER + 1000 * share;
  size_t end = 0;
  for (uint32_t number = first; number < first + NUMBERS; number += 1) {
    if (end > 0) text[end++] = ' ';
    uint32_t rest = number;
    for (int32_t digit = DIGITS - 1; digit >= 0; digit -= 1) {
      text[end + (size_t)digit] = (char)('0' + rest % 10);
      rest /= 10;
    }
    end += DIGITS;
  }
  __asm__ volatile("" : : "r"(text) : "memory"); /* the text is written, whatever is made of it */
  uint32_t sevens = 0;
  for (size_t at = 0; at < end; at += 1) sevens += text[at] == '7';
  return (uint32_t)end * 1000 + sevens;
}

static void run(struct shared *shared, struct block *me) {
  const uint32_t shares = (uint32_t)setting(shared, LAYOUT_SHARES), threads = (uint32_t)setting(shared, LAYOUT_WORKERS);
  const uint32_t number = (uint32_t)me->number - 1, own = (shares - number + threads - 1) / threads;
  const bool is_strings = setting(shared, LAYOUT_BODY) == LAYOUT_BODY_STRINGS;
  uint32_t sum = 0;
  for (uint64_t made = 0; atomic_load_explicit(&shared->phase, memory_order_relaxed) == LAYOUT_PHASE_RUN; made += 1) {
    const uint32_t share = number + (uint32_t)(made % own) * threads;
    if (made % DONE_OF == 0) sum += is_strings ? strings(share) : arithmetic(share);
    count_up(&me->acquisitions);
  }
  keep(me, LAYOUT_WORK_SUM, sum);
}

/** There is no lock that might be held. */
static bool probe(struct shared *shared, struct block *me) {
  (void)shared;
  (void)me;
  return true;
}

static struct kind this_kind = {.name = KIND_NAME, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
