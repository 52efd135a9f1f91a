/**
 * Measures the clock, a load's latency and the bandwidth of reading for itself, in another way than the product: the peer that
 * the tests hold it against. Shares no line with src/native. Prints seconds, hertz and bytes a second, a JSON object.
 *
 * cpuPeer NEAR FAR   bytes of a set in the nearest cache and of one in memory
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void *pages(size_t bytes) {
  void *start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) exit(1);
  madvise(start, bytes, MADV_NOHUGEPAGE);
  return start;
}

static int by_size(const void *one, const void *other) {
  const double a = *(const double *)one, b = *(const double *)other;
  return (a > b) - (a < b);
}

/** A loop of a subtraction that needs the one before it, and a jump that no core waits for: a cycle a turn. */
static double clock_speed(void) {
  double best = 0;
  for (int piece = 0; piece < 40; piece += 1) {
    uint64_t left = 3000000, one = 1;
    __asm__ volatile("" : "+r"(one));
    const double start = now();
    while (left > 0) {
      left -= one;
      __asm__ volatile("" : "+r"(left));
    }
    const double rate = 3000000 / (now() - start);
    if (rate > best) best = rate;
  }
  return best;
}

/** Lines visited in the order of a shuffled list, each line holding the number of the next. Of chunks the lower quartile. */
static double load_latency(size_t bytes) {
  const size_t lines = bytes / 64, loads = 10000;
  uint32_t *order = malloc(lines * sizeof *order);
  uint64_t *set = pages(bytes);
  for (size_t i = 0; i < lines; i += 1) order[i] = (uint32_t)i;
  srand(1);
  for (size_t i = lines - 1; i > 0; i -= 1) {
    const size_t j = (((size_t)rand() << 16) ^ (size_t)rand()) % (i + 1);
    const uint32_t own = order[i];
    order[i] = order[j];
    order[j] = own;
  }
  for (size_t i = 0; i < lines; i += 1) set[8 * (size_t)order[i]] = (uint64_t)(uintptr_t)&set[8 * (size_t)order[(i + 1) % lines]];
  volatile uint64_t *at = &set[8 * (size_t)order[0]];
  enum { CHUNKS = 40 };
  double times[CHUNKS];
  for (int chunk = 0; chunk < CHUNKS; chunk += 1) {
    const double start = now();
    for (size_t i = 0; i < loads; i += 1) at = (volatile uint64_t *)(uintptr_t)*at;
    times[chunk] = (now() - start) / (double)loads;
  }
  qsort(times, CHUNKS, sizeof *times, by_size);
  free(order);
  munmap(set, bytes);
  return times[CHUNKS / 4];
}

/** The fastest of some passes over the set, eight sums side by side. */
static double read_bandwidth(size_t bytes) {
  const size_t count = bytes / sizeof(uint64_t);
  uint64_t *set = pages(bytes);
  for (size_t i = 0; i < count; i += 1) set[i] = i;
  double best = 0;
  volatile uint64_t sink = 0;
  for (int pass = 0; pass < 8; pass += 1) {
    uint64_t sums[8] = {0};
    const double start = now();
    for (size_t i = 0; i < count; i += 8)
      for (size_t j = 0; j < 8; j += 1) sums[j] += set[i + j];
    const double rate = (double)bytes / (now() - start);
    for (size_t j = 0; j < 8; j += 1) sink += sums[j];
    if (rate > best) best = rate;
  }
  munmap(set, bytes);
  return best;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  const size_t near = strtoull(arguments[1], NULL, 10), far = strtoull(arguments[2], NULL, 10);
  printf("{\"clock\":%.6g,\"near\":%.6g,", clock_speed(), load_latency(near));
  printf("\"far\":%.6g,\"bandwidth\":%.6g}\n", load_latency(far), read_bandwidth(far));
  return 0;
}
