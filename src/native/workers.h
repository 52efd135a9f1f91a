/**
 * The measuring threads, kept from repeat to repeat: the same threads in another order of points are one disturbance less,
 * and pins hold. A thread without a job sleeps.
 */
#ifndef THREADLAB_WORKERS_H
#define THREADLAB_WORKERS_H

#include <sys/types.h>

#include "kind.h"

struct job {
  const struct kind *kind;
  /** Thread i is named <name>-w<i>; Linux keeps 15 characters. */
  char name[16];
  int32_t threads;
  /** Turns of the loop that each makes, all setting out together; 0: as many as come until LAYOUT_PHASE_STOP. */
  int32_t count;
  double critical_section;
  double think_time;
};

/** Seconds, clocks in hertz; `entered` and `left` by CLOCK_MONOTONIC. */
struct answer {
  double entered;
  double left;
  double clock_before;
  double clock_after;
  double critical_section;
  double think_time;
};

/** Starts `count` threads, and returns once each has its number. */
void start_workers(struct shared *shared, int32_t count);
pid_t worker_tid(int32_t worker);
/** Gives the first `job.threads` workers this job. None may be at work. */
void begin_job(const struct job *job);
/** Sets the phase and wakes those who wait for it. */
void set_phase(struct shared *shared, int32_t phase);
/** Sleeps until every worker has done the job. */
void await_workers(void);
const struct answer *worker_answer(int32_t worker);

#endif
