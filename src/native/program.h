/**
 * A program that measures by itself, in a process that lives for one repeat, where a measured loop (kind.h) would not do: it
 * starts threads and processes itself. Each file announces its program before main begins, so adding one is adding a file.
 */
#ifndef THREADLAB_PROGRAM_H
#define THREADLAB_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct program {
  /** The experiment's id. */
  const char *name;
  /** Answers the request, a JSON object, by program_started and then one printed line of kind "measured"; of what another program starts, does its part, and is handed NULL. */
  void (*measure)(const char *request);
  /** Whether another program starts it: then the runner asks nothing of it. */
  bool started;
  struct program *next;
};

void announce_program(struct program *program);
#define ANNOUNCE_PROGRAM(id, function, is_started)                                                  \
  static struct program function##_program = {.name = id, .measure = function, .started = is_started}; \
  __attribute__((constructor)) static void announce_##function(void) { announce_program(&function##_program); }

/** The program of this name, or NULL. */
const struct program *program_named(const char *name);
/** Lets the program do what the one request on standard input asks of it. */
void run_program(const struct program *program);

/** Names the calling thread and tells of it. Once, before anything is measured. */
void program_started(const char *name);
/** The same, and tells of another thread, which has named itself. */
void program_started_with(const char *name, pid_t other, const char *others_name);
/** The live counter of thread or process `actor`. */
void program_count(int32_t actor, uint64_t value);

#endif
