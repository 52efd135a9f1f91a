#include "workers.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "calibration.h"
#include "clock.h"
#include "futexCall.h"
#include "request.h"
#include "spin.h"

/* Seconds: some wake-ups, and a fraction of a time slice; the warm-up of src/main/lab/runner/thread.worker.ts. */
#define TOGETHER_LIMIT 0.002
#define WARM_TIME 0.02
enum { WARM_TURNS = 64 };

struct worker {
  struct shared *shared;
  int32_t index;
  pid_t tid;
  struct answer answer;
};

static struct worker workers[LAYOUT_MAX_THREADS];
static int32_t worker_count;

static struct job job;
/** Counts jobs: a worker sleeps while it is the one it has done. */
static _Atomic int32_t job_number;
/** Workers that have started, then those that are done with the job or have no part in it. */
static _Atomic int32_t finished;

static double now(void) { return (double)nanoseconds() / 1e9; }

static void report(_Atomic int32_t *count) {
  atomic_fetch_add(count, 1);
  futex_wake(count, INT_MAX);
}

static void await_phase(struct shared *shared, int32_t phase) {
  for (int32_t seen = atomic_load(&shared->phase); seen < phase; seen = atomic_load(&shared->phase))
    futex_wait(&shared->phase, seen);
}

/** Waking takes each thread another time. Those that are awake wait for the rest, but not long: they may need this CPU. */
static void set_out_together(struct shared *shared, int32_t all) {
  const double limit = now() + TOGETHER_LIMIT;
  while (atomic_load(&shared->arrived) < all && now() < limit) spin_pause();
}

/** A fixed count leaves no time for a warm-up in it: the loop runs for a while before the start line. */
static void warm_up(struct shared *shared, struct block *me) {
  atomic_store(&me->count, WARM_TURNS);
  const double end = now() + WARM_TIME;
  while (now() < end) job.kind->run(shared, me);
}

static void perform(struct worker *worker) {
  struct shared *shared = worker->shared;
  struct block *me = &shared->threads[worker->index];
  struct answer *answer = &worker->answer;
  char name[32];
  snprintf(name, sizeof name, "%s-w%d", job.name, worker->index);
  prctl(PR_SET_NAME, name);
  atomic_fetch_add(&shared->arrived, 1);

  await_phase(shared, LAYOUT_PHASE_CALIBRATE);
  const struct calibrated calibrated = calibrate(shared, me, LAYOUT_PHASE_CALIBRATE);
  answer->clock_before = calibrated.clock;
  atomic_store(&me->section_steps, steps_for(job.critical_section, calibrated.step));
  atomic_store(&me->think_steps, steps_for(job.think_time, calibrated.step));
  if (job.count > 0) warm_up(shared, me);
  atomic_fetch_add(&shared->arrived, 1);

  await_phase(shared, LAYOUT_PHASE_RUN);
  atomic_fetch_add(&shared->arrived, 1);
  if (job.count > 0) set_out_together(shared, 3 * job.threads);
  answer->entered = now();
  atomic_store(&me->count, job.count);
  job.kind->run(shared, me);
  answer->left = now();
  atomic_fetch_add(&shared->arrived, 1);

  await_phase(shared, LAYOUT_PHASE_AGAIN);
  const struct achieved achieved = measure_work(shared, me, LAYOUT_PHASE_AGAIN);
  answer->critical_section = achieved.critical_section;
  answer->think_time = achieved.think_time;
  answer->clock_after = measure_clock(shared, me, LAYOUT_PHASE_CLOCK_AGAIN);
}

static void *live(void *argument) {
  struct worker *worker = argument;
  worker->tid = (pid_t)syscall(SYS_gettid);
  report(&finished);
  for (int32_t done = 0;; done += 1) {
    while (atomic_load(&job_number) == done) futex_wait(&job_number, done);
    if (worker->index < job.threads) perform(worker);
    report(&finished); /* also without a part in it: the job is overwritten once all have */
  }
  return NULL;
}

void start_workers(struct shared *shared, int32_t count) {
  worker_count = count;
  for (int32_t i = 0; i < count; i += 1) {
    workers[i] = (struct worker){.shared = shared, .index = i};
    pthread_t thread;
    const int error = pthread_create(&thread, NULL, live, &workers[i]);
    if (error != 0) refuse("a thread could not be started", strerror(error));
    pthread_detach(thread);
  }
  await_workers();
}

pid_t worker_tid(int32_t worker) { return workers[worker].tid; }

void begin_job(const struct job *next) {
  job = *next;
  atomic_store(&finished, 0);
  report(&job_number);
}

void set_phase(struct shared *shared, int32_t phase) {
  atomic_store(&shared->phase, phase);
  futex_wake(&shared->phase, INT_MAX);
}

void await_workers(void) {
  for (int32_t seen = atomic_load(&finished); seen < worker_count; seen = atomic_load(&finished))
    futex_wait(&finished, seen);
}

const struct answer *worker_answer(int32_t worker) { return &workers[worker].answer; }
