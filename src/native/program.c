#include "program.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "request.h"

enum { COUNTER_FILE = 3, LONGEST_REQUEST = 8192 };

static struct program *first_program;
static _Atomic uint64_t *counters;
static size_t distance; /* between two counters, in words */

void announce_program(struct program *program) {
  program->next = first_program;
  first_program = program;
}

const struct program *program_named(const char *name) {
  for (const struct program *program = first_program; program != NULL; program = program->next)
    if (strcmp(program->name, name) == 0) return program;
  return NULL;
}

static void map_counters(const char *request) {
  struct stat file;
  if (fstat(COUNTER_FILE, &file) != 0) refuse("there is no file of counters", strerror(errno));
  void *mapped = mmap(NULL, (size_t)file.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, COUNTER_FILE, 0);
  if (mapped == MAP_FAILED) refuse("the counters cannot be mapped", strerror(errno));
  counters = mapped;
  distance = (size_t)request_number(request, "line") / sizeof *counters;
}

void run_program(const struct program *program) {
  if (program->started) return program->measure(NULL);
  static char request[LONGEST_REQUEST];
  if (fgets(request, sizeof request, stdin) == NULL) exit(1); /* the runner has ended */
  map_counters(request);
  program->measure(request);
  fflush(stdout);
}

static void say_started(const char *name) {
  prctl(PR_SET_NAME, name);
  printf("{\"kind\":\"started\",\"threads\":[{\"tid\":%ld,\"name\":\"%.15s\"}", syscall(SYS_gettid), name);
}

void program_started(const char *name) {
  say_started(name);
  printf("]}\n");
  fflush(stdout);
}

void program_started_with(const char *name, pid_t other, const char *others_name) {
  say_started(name);
  printf(",{\"tid\":%d,\"name\":\"%.15s\"}]}\n", other, others_name);
  fflush(stdout);
}

void program_count(int32_t actor, uint64_t value) {
  atomic_store_explicit(&counters[(size_t)actor * distance], value, memory_order_relaxed);
}
