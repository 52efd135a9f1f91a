/**
 * The loop of memory-bandwidth, the same as src/kernels/memory-bandwidth.ts: each thread reads, writes, copies or adds up
 * arrays of its own (J. McCalpin's STREAM, 1995), with vectors of 16 bytes, which every CPU of 64 bits has. Element i of an array
 * that is read holds i + the thread's number. The empty statements keep compilers from calling memcpy in the place of a loop.
 * A template: the including file defines KIND_NAME, and SHARE: one part in so many of each piece is moved, and all of it counted.
 */
#include <stdbool.h>

#include "kind.h"
#include "signals/kept.h"
#include "workingSet.h"

typedef uint64_t words __attribute__((vector_size(16)));
typedef double doubles __attribute__((vector_size(16)));
#define KEEP(value) __asm__ volatile("" : "+m"(value))
static const uint64_t low_bits = (1ull << 48) - 1;

struct mover {
  uint64_t ready;
  uint64_t at; /* the element that comes next */
  uint64_t read_sum;
  uint64_t sum_found;
  uint64_t sum_expected;
};
_Static_assert(offsetof(struct mover, read_sum) == LAYOUT_READ_SUM, "src/kernels/layout.ts: READ_SUM");
_Static_assert(offsetof(struct mover, sum_found) == LAYOUT_SUM_FOUND, "src/kernels/layout.ts: SUM_FOUND");
_Static_assert(offsetof(struct mover, sum_expected) == LAYOUT_SUM_EXPECTED, "src/kernels/layout.ts: SUM_EXPECTED");

static struct working_set set;
/** Of the repeat: what is done, by how many arrays of how many elements of each thread. */
static int32_t operation;
static size_t arrays;
static size_t elements;

static void set_up(struct shared *shared, int32_t threads) {
  const size_t bytes = (size_t)setting(shared, LAYOUT_SET_BYTES);
  operation = setting(shared, LAYOUT_MOVE_OPERATION);
  arrays = operation == LAYOUT_MOVE_TRIAD ? 3 : operation == LAYOUT_MOVE_COPY ? 2 : 1;
  elements = bytes / (size_t)threads / arrays / 64 * 8;
  set = map_working_set(bytes, LAYOUT_PAGES_SMALL);
}

static void tear_down(struct shared *shared) {
  (void)shared;
  unmap_working_set(&set);
}

/** A thread's arrays lie one behind the other. */
static uint64_t *array_of(struct block *me, size_t which) {
  return (uint64_t *)(void *)set.start + ((size_t)(me->number - 1) * arrays + which) * elements;
}

/** What is only written begins as zeros. */
static void fill(struct block *me) {
  for (size_t which = 0; which < arrays; which += 1) {
    const bool is_written = which == arrays - 1 && operation != LAYOUT_MOVE_READ;
    uint64_t *whole = array_of(me, which);
    double *real = (double *)(void *)whole;
    for (size_t i = 0; i < elements; i += 1) {
      const uint64_t value = is_written ? 0 : i + (uint64_t)me->number;
      if (operation == LAYOUT_MOVE_TRIAD) real[i] = (double)value;
      else whole[i] = value;
    }
  }
}

static uint64_t read_words(const words *from, size_t count) {
  words a = {0}, b = {0}, c = {0}, d = {0};
  for (size_t i = 0; i < count; i += 4) {
    a += from[i];
    b += from[i + 1];
    c += from[i + 2];
    d += from[i + 3];
  }
  const words all = a + b + c + d;
  return all[0] + all[1];
}

static void write_words(words *to, size_t count, uint64_t value) {
  words next = {value, value + 1};
  for (size_t i = 0; i < count; i += 4) {
    to[i] = next;
    to[i + 1] = next + 2;
    to[i + 2] = next + 4;
    to[i + 3] = next + 6;
    next += 8;
    KEEP(to[i]);
  }
}

static void copy_words(words *to, const words *from, size_t count) {
  for (size_t i = 0; i < count; i += 4) {
    to[i] = from[i];
    to[i + 1] = from[i + 1];
    to[i + 2] = from[i + 2];
    to[i + 3] = from[i + 3];
    KEEP(to[i]);
  }
}

static void triad_doubles(doubles *to, const doubles *one, const doubles *other, size_t count) {
  for (size_t i = 0; i < count; i += 2) {
    to[i] = one[i] + 3.0 * other[i];
    to[i + 1] = one[i + 1] + 3.0 * other[i + 1];
  }
}

/** Elements from `from` on, `count` of them, which are a multiple of 8. */
static void move(struct block *me, struct mover *own, size_t from, size_t count) {
  void *first = array_of(me, 0) + from;
  void *second = array_of(me, 0) + elements + from;
  void *third = array_of(me, 0) + 2 * elements + from;
  const size_t vectors = count / 2;
  switch (operation) {
    case LAYOUT_MOVE_READ: own->read_sum += read_words(first, vectors); break;
    case LAYOUT_MOVE_WRITE: write_words(first, vectors, from + (uint64_t)me->number); break;
    case LAYOUT_MOVE_COPY: copy_words(second, first, vectors); break;
    default: triad_doubles(third, first, second, vectors);
  }
}

static void run(struct shared *shared, struct block *me) {
  struct mover *own = (struct mover *)(void *)me->node;
  fill(me);
  __atomic_store_n(&own->ready, 1, __ATOMIC_RELEASE);
  uint64_t moved = 0;
  size_t next = 0;
  while (atomic_load_explicit(&shared->phase, memory_order_relaxed) == LAYOUT_PHASE_RUN) {
    const size_t left = elements - next;
    const size_t count = left < LAYOUT_MOVE_ELEMENTS ? left : LAYOUT_MOVE_ELEMENTS;
    move(me, own, next, count / SHARE / 8 * 8);
    moved += count * 8 * arrays;
    next = count == left ? 0 : next + count;
    atomic_store_explicit(&me->acquisitions, moved, memory_order_relaxed);
  }
}

/** What the first `count` elements of an array that is read add up to. */
static uint64_t sum_to(struct block *me, uint64_t count) {
  return count == 0 ? 0 : count * (uint64_t)me->number + count * (count - 1) / 2;
}

static uint64_t sum_of_last(struct block *me, size_t count) {
  const uint64_t *whole = array_of(me, arrays - 1);
  const double *real = (const double *)(const void *)whole;
  uint64_t sum = 0;
  for (size_t i = 0; i < count; i += 1) sum += operation == LAYOUT_MOVE_TRIAD ? (uint64_t)real[i] : whole[i];
  return sum;
}

/** Whether what the thread has read, or left in its last array, adds up to what it should. */
static bool sums_agree(struct block *me) {
  struct mover *own = (struct mover *)(void *)me->node;
  const uint64_t moved = atomic_load(&me->acquisitions) / (8 * arrays);
  const uint64_t made = moved < elements ? moved : elements; /* each turn of the arrays makes the same of them */
  const bool reads = operation == LAYOUT_MOVE_READ;
  const uint64_t found = reads ? own->read_sum : sum_of_last(me, made);
  const uint64_t expected = reads ? moved / elements * sum_to(me, elements) + sum_to(me, moved % elements)
                                  : sum_to(me, made) * (operation == LAYOUT_MOVE_TRIAD ? 4 : 1);
  own->sum_found = found & low_bits;
  own->sum_expected = expected & low_bits;
  return found == expected;
}

static bool probe(struct shared *shared, struct block *me) {
  (void)me;
  bool agree = true;
  for (int32_t i = 0; i < setting(shared, LAYOUT_MOVE_THREADS); i += 1) agree = sums_agree(&shared->threads[i]) && agree;
  return agree;
}

static struct kind this_kind = {
    .name = KIND_NAME, .set_up = set_up, .tear_down = tear_down, .run = run, .probe = probe};
__attribute__((constructor)) static void announce(void) { announce_kind(&this_kind); }
