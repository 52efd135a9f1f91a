/** Work calibrated in seconds, while all threads calibrate together; the same way as src/main/lab/runner/thread.worker.ts. */
#ifndef THREADLAB_CALIBRATION_H
#define THREADLAB_CALIBRATION_H

#include "layout.h"

struct calibrated {
  /** Seconds of one step of work: nearly the shortest piece, since interrupted ones are longer. */
  double step;
  /** Hertz, by the fastest piece of the clock chain. */
  double clock;
};

/** Both, while the phase lasts. */
struct calibrated calibrate(struct shared *shared, struct block *me, int32_t phase);
double measure_clock(struct shared *shared, struct block *me, int32_t phase);

/** Steps that take so long: at least one, unless no time is asked. */
int32_t steps_for(double seconds, double step);

struct achieved {
  double critical_section;
  double think_time;
};

/** Seconds of the work inside and outside, measured as it was used, while the phase lasts: the middle piece of each. */
struct achieved measure_work(struct shared *shared, struct block *me, int32_t phase);

/** Seconds that one reading of the clock costs: the lower quartile of batches, of which some were interrupted. */
double seconds_per_clock_reading(void);

#endif
