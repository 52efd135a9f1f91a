/**
 * The mapped file that threads, main thread and Node share: the same bytes as src/kernels/layout.ts, of which every constant
 * comes in as LAYOUT_<name> on the command line, so that a difference between the two is an error of compilation.
 * What different threads write lies LAYOUT_LINE apart.
 */
#ifndef THREADLAB_LAYOUT_H
#define THREADLAB_LAYOUT_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

struct histogram {
  uint64_t counts[LAYOUT_BUCKETS];
};

/** One thread's block. The comments of layout.ts say what each is. */
struct block {
  _Alignas(LAYOUT_LINE) unsigned char node[LAYOUT_LINE]; /* a lock's node of this thread */
  _Alignas(LAYOUT_LINE) _Atomic uint64_t acquisitions;
  _Atomic uint64_t contended;
  _Alignas(LAYOUT_LINE) _Atomic int32_t section_steps;
  _Atomic int32_t think_steps;
  _Atomic int32_t sample_every;
  _Atomic int32_t threshold;
  _Atomic int32_t count;
  _Alignas(LAYOUT_LINE) int32_t number;
  int32_t countdown;
  uint64_t violations;
  uint64_t chain;
  uint64_t random;
  uint64_t bypass_max;
  uint64_t latency_max;
  void *own_node; /* a lock's own memory of this thread */
  void *own_before;
  _Alignas(LAYOUT_LINE) struct histogram bypass;
  struct histogram latency;
};

struct shared {
  unsigned char unused[LAYOUT_LINE];
  _Alignas(LAYOUT_LINE) _Atomic int32_t phase;
  _Atomic int32_t sampling;
  _Alignas(LAYOUT_LINE) _Atomic int32_t arrived;
  _Alignas(LAYOUT_LINE) unsigned char lock[LAYOUT_LINE];
  _Alignas(LAYOUT_LINE) _Atomic uint64_t guarded_count;
  _Atomic int32_t inside;
  _Alignas(LAYOUT_LINE) unsigned char spare_node[LAYOUT_LINE];
  _Alignas(LAYOUT_LINE) _Atomic int32_t settings[LAYOUT_SETTING_COUNT];
  unsigned char free_lines[LAYOUT_THREADS - LAYOUT_SETTINGS - LAYOUT_SETTING_COUNT * sizeof(int32_t)];
  struct block threads[LAYOUT_MAX_THREADS];
  _Alignas(LAYOUT_LINE) unsigned char lines[LAYOUT_SHARED_LINES_SIZE]; /* what a signal's threads share besides a lock */
};

#define AGREES(type, field, offset) _Static_assert(offsetof(struct type, field) == (offset), "src/kernels/layout.ts: " #field)
AGREES(shared, phase, LAYOUT_PHASE);
AGREES(shared, sampling, LAYOUT_SAMPLING);
AGREES(shared, arrived, LAYOUT_ARRIVED);
AGREES(shared, lock, LAYOUT_LOCK);
AGREES(shared, guarded_count, LAYOUT_GUARDED_COUNT);
AGREES(shared, inside, LAYOUT_INSIDE);
AGREES(shared, spare_node, LAYOUT_SPARE_NODE);
AGREES(shared, settings, LAYOUT_SETTINGS);
AGREES(shared, threads, LAYOUT_THREADS);
AGREES(shared, lines, LAYOUT_SHARED_LINES);
AGREES(block, node, LAYOUT_NODE);
AGREES(block, acquisitions, LAYOUT_ACQUISITIONS);
AGREES(block, contended, LAYOUT_CONTENDED);
AGREES(block, section_steps, LAYOUT_SECTION_STEPS);
AGREES(block, think_steps, LAYOUT_THINK_STEPS);
AGREES(block, sample_every, LAYOUT_SAMPLE_EVERY);
AGREES(block, threshold, LAYOUT_THRESHOLD);
AGREES(block, count, LAYOUT_COUNT);
AGREES(block, number, LAYOUT_NUMBER);
AGREES(block, countdown, LAYOUT_COUNTDOWN);
AGREES(block, violations, LAYOUT_VIOLATIONS);
AGREES(block, chain, LAYOUT_CHAIN);
AGREES(block, random, LAYOUT_RANDOM);
AGREES(block, bypass_max, LAYOUT_BYPASS_MAX);
AGREES(block, latency_max, LAYOUT_LATENCY_MAX);
AGREES(block, own_node, LAYOUT_OWN_NODE);
AGREES(block, own_before, LAYOUT_OWN_BEFORE);
AGREES(block, bypass, LAYOUT_BYPASS);
AGREES(block, latency, LAYOUT_LATENCY);
_Static_assert(sizeof(struct block) == LAYOUT_THREAD_SIZE, "src/kernels/layout.ts: THREAD_SIZE");

#endif
