/**
 * The native payload: an ordinary process that the runner starts once a run. It takes requests on standard input and
 * answers on standard output, a JSON object a line; the counters lie in the file of descriptor 3, which has no name any
 * more and which the runner reads meanwhile. It dies with the runner.
 *
 * payload THREADS RUNNER   the most threads that any point asks for, and the number of the process that started it
 * payload PROGRAM RUNNER   one that measures by itself (program.h), for one repeat
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "calibration.h"
#include "futexCall.h"
#include "kind.h"
#include "program.h"
#include "request.h"
#include "workers.h"

enum { COUNTER_FILE = 3, LONGEST_REQUEST = 8192 };

struct kind *first_kind;

void announce_kind(struct kind *kind) {
  kind->next = first_kind;
  first_kind = kind;
}

static const struct kind *kind_named(const char *name) {
  for (const struct kind *kind = first_kind; kind != NULL; kind = kind->next)
    if (strcmp(kind->name, name) == 0) return kind;
  refuse("there is no such loop in this payload", name);
}

/** Linux ends this process when the thread that started it ends; it may have ended before this was asked. */
static void die_with(pid_t runner) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != runner) exit(1);
}

static struct shared *map_counters(void) {
  void *mapped = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED, COUNTER_FILE, 0);
  if (mapped == MAP_FAILED) refuse("the counters cannot be mapped", strerror(errno));
  return mapped;
}

static void say_ready(int32_t threads) {
  printf("{\"kind\":\"ready\",\"clockReading\":%.9g,\"kinds\":[", seconds_per_clock_reading());
  for (const struct kind *kind = first_kind; kind != NULL; kind = kind->next)
    printf("\"%s\"%s", kind->name, kind->next != NULL ? "," : "");
  printf("],\"tids\":[");
  for (int32_t i = 0; i < threads; i += 1) printf("%s%d", i > 0 ? "," : "", worker_tid(i));
  printf("]}\n");
  fflush(stdout);
}

/** Clears what the repeat before left, and numbers the threads. */
static void clear(struct shared *shared, int32_t threads, uint64_t seed) {
  memset(shared, 0, offsetof(struct shared, threads) + (size_t)threads * sizeof(struct block));
  memset(shared->lines, 0, sizeof shared->lines);
  for (int32_t i = 0; i < threads; i += 1) {
    struct block *block = &shared->threads[i];
    block->number = i + 1;
    block->countdown = 1;
    /* Far apart and never 0, as xorshift needs. */
    block->random = (seed + 1) * 0x9e3779b97f4a7c15u + (uint64_t)(i + 1) * 0xbf58476d1ce4e5b9u;
    atomic_store(&block->sample_every, 16);
  }
}

static void begin(struct shared *shared, const char *line, struct job *job) {
  char kind[48];
  request_text(line, "kind", kind, sizeof kind);
  request_text(line, "name", job->name, sizeof job->name);
  job->kind = kind_named(kind);
  job->threads = (int32_t)request_number(line, "threads");
  job->count = (int32_t)request_number(line, "count");
  job->critical_section = request_number(line, "criticalSection");
  job->think_time = request_number(line, "thinkTime");
  clear(shared, job->threads, (uint64_t)request_number(line, "seed"));
  const int32_t threshold = (int32_t)request_number(line, "threshold");
  for (int32_t i = 0; i < job->threads; i += 1) atomic_store(&shared->threads[i].threshold, threshold);
  int32_t settings[LAYOUT_SETTING_COUNT];
  const int32_t set = request_numbers(line, "settings", settings, LAYOUT_SETTING_COUNT);
  for (int32_t i = 0; i < set; i += 1) atomic_store(&shared->settings[i], settings[i]);
  if (job->kind->set_up != NULL) job->kind->set_up(shared, job->threads);
  begin_job(job);
  printf("{\"kind\":\"begun\"}\n"); /* from here on the counters are this repeat's */
  fflush(stdout);
}

static void set_sample_every(struct shared *shared, const char *line) {
  int32_t every[LAYOUT_MAX_THREADS];
  const int32_t count = request_numbers(line, "every", every, LAYOUT_MAX_THREADS);
  for (int32_t i = 0; i < count; i += 1) atomic_store(&shared->threads[i].sample_every, every[i]);
}

/** Writes a word and wakes those who sleep on it. */
static void set_word(struct shared *shared, const char *line) {
  const size_t address = (size_t)request_number(line, "address");
  if (address % sizeof(int32_t) != 0 || address >= sizeof *shared) refuse("not the address of a word", line);
  _Atomic int32_t *word = (_Atomic int32_t *)((unsigned char *)shared + address);
  atomic_store(word, (int32_t)request_number(line, "value"));
  futex_wake(word, INT_MAX);
}

static void say_results(struct shared *shared, const struct job *job) {
  await_workers();
  const bool was_free = job->kind->probe(shared, &shared->threads[0]);
  if (job->kind->tear_down != NULL) job->kind->tear_down(shared);
  printf("{\"kind\":\"results\",\"free\":%s,\"threads\":[", was_free ? "true" : "false");
  for (int32_t i = 0; i < job->threads; i += 1) {
    const struct answer *a = worker_answer(i);
    printf("%s{\"entered\":%.9f,\"left\":%.9f,\"clockBefore\":%.9g,\"clockAfter\":%.9g", i > 0 ? "," : "", a->entered,
           a->left, a->clock_before, a->clock_after);
    printf(",\"criticalSection\":%.9g,\"thinkTime\":%.9g}", a->critical_section, a->think_time);
  }
  printf("]}\n");
  fflush(stdout);
}

int main(int count, char **arguments) {
  if (count != 3) refuse("usage", "payload THREADS|PROGRAM RUNNER");
  die_with((pid_t)atoi(arguments[2]));
  const struct program *program = program_named(arguments[1]);
  if (program != NULL) {
    run_program(program);
    return 0;
  }
  const int32_t threads = atoi(arguments[1]);
  if (threads < 1 || threads > LAYOUT_MAX_THREADS) refuse("not a number of threads", arguments[1]);
  prctl(PR_SET_NAME, "native-payload");
  struct shared *shared = map_counters();
  start_workers(shared, threads);
  say_ready(threads);

  struct job job = {0};
  static char line[LONGEST_REQUEST];
  while (fgets(line, sizeof line, stdin) != NULL) {
    char what[16];
    request_text(line, "do", what, sizeof what);
    if (strcmp(what, "begin") == 0) begin(shared, line, &job);
    else if (strcmp(what, "phase") == 0) set_phase(shared, (int32_t)request_number(line, "phase"));
    else if (strcmp(what, "sampling") == 0) atomic_store(&shared->sampling, (int32_t)request_number(line, "on"));
    else if (strcmp(what, "sampleEvery") == 0) set_sample_every(shared, line);
    else if (strcmp(what, "word") == 0) set_word(shared, line);
    else if (strcmp(what, "results") == 0) say_results(shared, &job);
    else refuse("unknown request", what);
  }
  return 0; /* the runner has closed its end */
}
