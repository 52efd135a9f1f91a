/**
 * start-cost: units (threads, or processes by fork and by posix_spawn of this program) are started one after the other and wait
 * until all are there. Each writes the time of its first instruction and who it is into a pipe.
 */
#define _GNU_SOURCE /* pipe2 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../clock.h"
#include "../processMemory.h"
#include "../program.h"
#include "../request.h"

enum { MOST_UNITS = 4096, BEGUN_PIPE = 4, END_PIPE = 5 };
static char spawned[] = "started-unit";
extern char **environ;

struct begun {
  uint64_t at;
  pid_t process;
  pid_t thread;
};

struct unit {
  pthread_t thread;
  pid_t process;
};

/** Where units say that they have begun, and whose end lets them go. */
static int begun_pipe[2], end_pipe[2];

static void first_steps(int tell, int await) {
  const struct begun me = {nanoseconds(), getpid(), (pid_t)syscall(SYS_gettid)};
  check(write(tell, &me, sizeof me) != sizeof me, "a unit cannot say that it has begun");
  char nothing;
  while (read(await, &nothing, 1) < 0 && errno == EINTR) continue;
}

static void *thread_steps(void *unused) {
  first_steps(begun_pipe[1], end_pipe[0]);
  return unused;
}

/* What posix_spawn starts of this program. */
static void be_spawned(const char *unused) {
  (void)unused;
  first_steps(BEGUN_PIPE, END_PIPE);
}

static void start_thread(struct unit *unit) {
  check((errno = pthread_create(&unit->thread, NULL, thread_steps, NULL)) != 0, "a thread cannot be started");
}

static void start_fork(struct unit *unit) {
  unit->process = fork();
  check(unit->process < 0, "a process cannot be forked");
  if (unit->process > 0) return;
  close(end_pipe[1]);
  first_steps(begun_pipe[1], end_pipe[0]);
  _exit(0);
}

static void start_spawn(struct unit *unit) {
  static char program[] = "/proc/self/exe";
  char parent[16];
  snprintf(parent, sizeof parent, "%d", getpid());
  char *const arguments[] = {program, spawned, parent, NULL};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, begun_pipe[1], BEGUN_PIPE);
  posix_spawn_file_actions_adddup2(&files, end_pipe[0], END_PIPE);
  check((errno = posix_spawn(&unit->process, program, &files, NULL, arguments, environ)) != 0,
        "a process cannot be spawned");
  posix_spawn_file_actions_destroy(&files);
}

struct way {
  const char *name;
  void (*start)(struct unit *unit);
};
static const struct way ways[] = {{"thread", start_thread}, {"fork", start_fork}, {"posixSpawn", start_spawn}};

static const struct way *way_named(const char *name) {
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i += 1)
    if (strcmp(ways[i].name, name) == 0) return &ways[i];
  refuse("there is no such way to start", name);
}

static struct begun start(const struct way *way, struct unit *unit, double *latency) {
  struct begun begun;
  const uint64_t before = nanoseconds();
  way->start(unit);
  check(read(begun_pipe[0], &begun, sizeof begun) != sizeof begun, "a unit did not say that it has begun");
  *latency = ((double)begun.at - (double)before) / 1e9;
  return begun;
}

static void await_end(const struct way *way, const struct unit *unit) {
  if (way->start == start_thread) pthread_join(unit->thread, NULL);
  else waitpid(unit->process, NULL, 0);
}

/** Pipes of their own descriptors above those that a spawned process finds them at. */
static void open_pipe(int ends[2]) {
  check(pipe2(ends, O_CLOEXEC) != 0, "a pipe cannot be opened");
  for (int i = 0; i < 2; i += 1) {
    const int above = fcntl(ends[i], F_DUPFD_CLOEXEC, END_PIPE + 1);
    check(above < 0, "a pipe cannot be moved");
    close(ends[i]);
    ends[i] = above;
  }
}

static long long memory_of(const struct unit *units, int32_t count, const struct way *way) {
  long long total = rollup_bytes(getpid(), "Pss:");
  for (int32_t i = 0; way->start != start_thread && i < count; i += 1) {
    const long long own = rollup_bytes(units[i].process, "Pss:");
    if (own < 0) return -1;
    total += own;
  }
  return total;
}

static void measure(const char *request) {
  char kind[16], name[32];
  request_text(request, "kind", kind, sizeof kind);
  const struct way *way = way_named(kind);
  const int32_t count = (int32_t)request_number(request, "count");
  if (count < 1 || count > MOST_UNITS) refuse("not a number of units", kind);
  snprintf(name, sizeof name, "start-%s", kind);
  program_started(name);

  static struct unit units[MOST_UNITS];
  static struct begun begun[MOST_UNITS];
  static double latencies[MOST_UNITS];
  open_pipe(begun_pipe);
  open_pipe(end_pipe);
  start(way, &units[0], &latencies[0]); /* loads what the others find loaded */
  close(end_pipe[1]);
  await_end(way, &units[0]);
  close(end_pipe[0]);
  open_pipe(end_pipe);
  const long long before = memory_of(units, 0, way);
  for (int32_t i = 0; i < count; i += 1) {
    begun[i] = start(way, &units[i], &latencies[i]);
    program_count(0, (uint64_t)i + 1);
  }
  const long long after = memory_of(units, count, way);
  close(end_pipe[1]);
  for (int32_t i = 0; i < count; i += 1) await_end(way, &units[i]);

  printf("{\"kind\":\"measured\",\"results\":{\"process\":%d,\"latencies\":[", getpid());
  for (int32_t i = 0; i < count; i += 1) printf("%s%.9g", i > 0 ? "," : "", latencies[i]);
  printf("],\"units\":[");
  for (int32_t i = 0; i < count; i += 1)
    printf("%s{\"process\":%d,\"thread\":%d}", i > 0 ? "," : "", begun[i].process, begun[i].thread);
  if (before < 0 || after < 0) printf("],\"memory\":null}}\n");
  else printf("],\"memory\":%lld}}\n", after - before);
}

ANNOUNCE_PROGRAM("start-cost", measure, false)
ANNOUNCE_PROGRAM("started-unit", be_spawned, true)
