#include "calibration.h"

#include <stdlib.h>

#include "clock.h"
#include "clockChain.h"
#include "work.h"

/* A piece takes some 25 us: far above the clock's own cost and far below a time slice. Fewer than FEWEST say too little. */
enum { PIECE_STEPS = 20000, PIECE_ADDS = 65536, FEWEST = 16, MOST = 4096 };

struct pieces {
  double seconds[MOST];
  int count;
};

static void keep(struct pieces *pieces, double seconds) {
  if (pieces->count < MOST) pieces->seconds[pieces->count++] = seconds;
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a;
  const double y = *(const double *)b;
  return (x > y) - (x < y);
}

static double quantile(double *values, int count, double share) {
  qsort(values, (size_t)count, sizeof *values, ascending);
  return values[(int)(share * (count - 1))];
}

static double timed_work(struct block *me, int32_t steps, int32_t repeats) {
  uint64_t chain = me->chain;
  const uint64_t start = nanoseconds();
  for (int32_t i = 0; i < repeats; i += 1) chain = work(chain, steps);
  const uint64_t end = nanoseconds();
  me->chain = chain;
  return (double)(end > start ? end - start : 1) / 1e9;
}

static int lasts(struct shared *shared, int32_t phase) { return atomic_load(&shared->phase) == phase; }

static double least(double a, double b) { return a < b ? a : b; }

static double timed_adds(struct block *me) {
  const uint64_t start = nanoseconds();
  me->chain = add_chain(me->chain, 2 * (uint64_t)me->number + 1, PIECE_ADDS);
  const uint64_t end = nanoseconds();
  return (double)(end > start ? end - start : 1) / 1e9;
}

struct calibrated calibrate(struct shared *shared, struct block *me, int32_t phase) {
  struct pieces pieces = {.count = 0};
  double fastest = timed_adds(me);
  do {
    keep(&pieces, timed_work(me, PIECE_STEPS, 1) / PIECE_STEPS);
    fastest = least(fastest, timed_adds(me));
  } while (lasts(shared, phase) || pieces.count < FEWEST);
  return (struct calibrated){quantile(pieces.seconds, pieces.count, 0.1), PIECE_ADDS / fastest};
}

double measure_clock(struct shared *shared, struct block *me, int32_t phase) {
  double fastest = timed_adds(me);
  for (int pieces = 1; lasts(shared, phase) || pieces < FEWEST; pieces += 1) fastest = least(fastest, timed_adds(me));
  return PIECE_ADDS / fastest;
}

int32_t steps_for(double seconds, double step) {
  if (seconds == 0) return 0;
  const long steps = (long)(seconds / step + 0.5);
  return steps < 1 ? 1 : (int32_t)steps;
}

static double work_time(struct block *me, int32_t steps) {
  if (steps == 0) return 0;
  const int32_t repeats = PIECE_STEPS / steps < 1 ? 1 : PIECE_STEPS / steps;
  return timed_work(me, steps, repeats) / repeats;
}

struct achieved measure_work(struct shared *shared, struct block *me, int32_t phase) {
  const int32_t section_steps = atomic_load(&me->section_steps);
  const int32_t think_steps = atomic_load(&me->think_steps);
  struct pieces sections = {.count = 0};
  struct pieces thinks = {.count = 0};
  do {
    keep(&sections, work_time(me, section_steps));
    keep(&thinks, work_time(me, think_steps));
  } while (lasts(shared, phase) || sections.count < FEWEST);
  return (struct achieved){quantile(sections.seconds, sections.count, 0.5), quantile(thinks.seconds, thinks.count, 0.5)};
}

double seconds_per_clock_reading(void) {
  enum { BATCHES = 40, READINGS = 500 };
  double batches[BATCHES];
  for (int batch = 0; batch < BATCHES; batch += 1) {
    const uint64_t start = nanoseconds();
    uint64_t end = start;
    for (int i = 0; i < READINGS; i += 1) end = nanoseconds();
    batches[batch] = (double)(end - start) / 1e9 / READINGS;
  }
  return quantile(batches, BATCHES, 0.25);
}
