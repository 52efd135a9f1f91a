/**
 * context-switch: main hands a token to another (a thread or a forked process) and waits until it comes back, again and again. Each
 * touches a working set of its own whenever it has the token. What both share lies in memory that a forked process shares too.
 */
#define _GNU_SOURCE /* pinning */
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../clock.h"
#include "../program.h"
#include "../request.h"

enum { MAIN = 0, OTHER = 1, SIDES = 2, APART = 128, TOUCHED_EVERY = 64 };
static const uint64_t LAST = UINT64_MAX; /* ends the other */
static const uint64_t WARM_UP = 50000000;  /* nanoseconds */

/** A token for one of the sides. */
struct box {
  _Alignas(APART) _Atomic uint32_t full;
  uint64_t token;
};

struct both {
  struct box boxes[SIDES];
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  /** What the other tells of itself: its thread, whether its pin holds; and in the end how many tokens it handed back. */
  _Atomic int32_t thread;
  bool pinned;
  uint64_t answered;
};

static struct both *both;
/** Of a pipe or socket: what a side writes to and reads from. */
static int outputs[SIDES], sources[SIDES];
static size_t working_set;
static int32_t cpus[SIDES];
static bool pins;

/* Between processes as well, hence without the private flag. */
static void futex_send(int to, uint64_t token) {
  struct box *box = &both->boxes[to];
  box->token = token;
  atomic_store_explicit(&box->full, 1, memory_order_release);
  syscall(SYS_futex, &box->full, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static uint64_t futex_receive(int me) {
  struct box *box = &both->boxes[me];
  while (atomic_load_explicit(&box->full, memory_order_acquire) == 0)
    syscall(SYS_futex, &box->full, FUTEX_WAIT, 0, NULL, NULL, 0);
  atomic_store_explicit(&box->full, 0, memory_order_relaxed);
  return box->token;
}

static void condition_send(int to, uint64_t token) {
  struct box *box = &both->boxes[to];
  pthread_mutex_lock(&both->mutex);
  box->token = token;
  atomic_store_explicit(&box->full, 1, memory_order_relaxed);
  pthread_cond_signal(&both->condition);
  pthread_mutex_unlock(&both->mutex);
}

static uint64_t condition_receive(int me) {
  struct box *box = &both->boxes[me];
  pthread_mutex_lock(&both->mutex);
  while (atomic_load_explicit(&box->full, memory_order_relaxed) == 0) pthread_cond_wait(&both->condition, &both->mutex);
  atomic_store_explicit(&box->full, 0, memory_order_relaxed);
  const uint64_t token = box->token;
  pthread_mutex_unlock(&both->mutex);
  return token;
}

static void file_send(int to, uint64_t token) {
  check(write(outputs[1 - to], &token, sizeof token) != sizeof token, "a token cannot be written");
}

static uint64_t file_receive(int me) {
  uint64_t token;
  check(read(sources[me], &token, sizeof token) != sizeof token, "no token came");
  return token;
}

static void open_nothing(void) {}

static void open_condition(void) {
  pthread_mutexattr_t mutex;
  pthread_condattr_t condition;
  pthread_mutexattr_init(&mutex);
  pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&both->mutex, &mutex);
  pthread_condattr_init(&condition);
  pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&both->condition, &condition);
}

static void open_pipes(void) {
  for (int side = 0; side < SIDES; side += 1) {
    int ends[2];
    check(pipe(ends) != 0, "a pipe cannot be opened");
    sources[side] = ends[0];
    outputs[1 - side] = ends[1];
  }
}

static void open_sockets(void) {
  int ends[2];
  check(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0, "a socket cannot be opened");
  for (int side = 0; side < SIDES; side += 1) outputs[side] = sources[side] = ends[side];
}

/* In a process that has a copy of both ends: the end of the other side, so that its death ends the wait. */
static void close_side(int side) {
  if (outputs[side] == 0) return;
  close(outputs[side]);
  if (sources[side] != outputs[side]) close(sources[side]);
}

struct channel {
  const char *name;
  void (*open)(void);
  void (*send)(int to, uint64_t token);
  uint64_t (*receive)(int me);
};
static const struct channel channels[] = {
    {"futex", open_nothing, futex_send, futex_receive},
    {"condition", open_condition, condition_send, condition_receive},
    {"pipe", open_pipes, file_send, file_receive},
    {"socket", open_sockets, file_send, file_receive},
};
static const struct channel *channel;

static const struct channel *channel_named(const char *name) {
  for (size_t i = 0; i < sizeof channels / sizeof *channels; i += 1)
    if (strcmp(channels[i].name, name) == 0) return &channels[i];
  refuse("there is no such channel", name);
}

/** Whether the calling thread is on its side's CPU alone. */
static bool pin(int side) {
  cpu_set_t wanted, got;
  CPU_ZERO(&wanted);
  CPU_SET((size_t)cpus[side], &wanted);
  return sched_setaffinity(0, sizeof wanted, &wanted) == 0 && sched_getaffinity(0, sizeof got, &got) == 0 &&
         CPU_EQUAL(&wanted, &got);
}

static volatile uint8_t *new_working_set(void) {
  if (working_set == 0) return NULL;
  uint8_t *set = malloc(working_set);
  check(set == NULL, "there is no memory for a working set");
  memset(set, 1, working_set);
  return set;
}

static void touch(volatile uint8_t *set) {
  for (size_t at = 0; at < working_set; at += TOUCHED_EVERY) set[at] += 1;
}

static void *hand_back(void *unused) {
  volatile uint8_t *own = new_working_set();
  prctl(PR_SET_NAME, "switch-other");
  both->pinned = pins && pin(OTHER);
  atomic_store(&both->thread, (int32_t)syscall(SYS_gettid));
  uint64_t answered = 0;
  for (uint64_t token = channel->receive(OTHER); token != LAST; token = channel->receive(OTHER)) {
    touch(own);
    channel->send(MAIN, token);
    answered += 1;
  }
  both->answered = answered;
  return unused;
}

static pid_t fork_other(void) {
  const pid_t main_process = getpid();
  const pid_t other = fork();
  check(other < 0, "a process cannot be forked");
  if (other > 0) {
    close_side(OTHER);
    return other;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != main_process) _exit(1);
  close_side(MAIN);
  hand_back(NULL);
  _exit(0);
}

/** Context switches of a thread since it began, voluntary and involuntary; -1 where Linux does not tell. */
static long long switches_of(pid_t thread) {
  char line[256];
  snprintf(line, sizeof line, "/proc/%d/status", thread);
  FILE *status = fopen(line, "r");
  if (status == NULL) return -1;
  long long total = 0, one;
  int found = 0;
  while (fgets(line, sizeof line, status) != NULL)
    if (sscanf(line, "voluntary_ctxt_switches: %lld", &one) == 1 || sscanf(line, "nonvoluntary_ctxt_switches: %lld", &one) == 1) {
      total += one;
      found += 1;
    }
  fclose(status);
  return found == 2 ? total : -1;
}

struct rally {
  volatile uint8_t *own;
  uint64_t sent, wrong;
};

/** Turns until so many nanoseconds have passed; how many passed. */
static uint64_t run(struct rally *rally, uint64_t nanoseconds_long) {
  const uint64_t began = nanoseconds();
  uint64_t now = began;
  while (now - began < nanoseconds_long) {
    touch(rally->own);
    channel->send(OTHER, rally->sent);
    rally->wrong += channel->receive(MAIN) != rally->sent;
    rally->sent += 1;
    program_count(0, rally->sent);
    now = nanoseconds();
  }
  return now - began;
}

static void measure(const char *request) {
  char name[16], between[16];
  request_text(request, "channel", name, sizeof name);
  request_text(request, "between", between, sizeof between);
  working_set = (size_t)request_number(request, "workingSet");
  pins = request_numbers(request, "cpus", cpus, SIDES) == SIDES;
  const uint64_t duration = (uint64_t)(request_number(request, "duration") * 1e9);
  channel = channel_named(name);
  both = mmap(NULL, sizeof *both, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  check(both == MAP_FAILED, "there is no memory to share");
  channel->open();

  const bool processes = strcmp(between, "processes") == 0;
  pthread_t thread;
  pid_t process = 0;
  if (processes) process = fork_other();
  else check((errno = pthread_create(&thread, NULL, hand_back, NULL)) != 0, "a thread cannot be started");
  while (atomic_load(&both->thread) == 0) {
    if (processes) check(waitpid(process, NULL, WNOHANG) != 0, "the other has ended");
    usleep(100);
  }
  const bool pinned = pins && pin(MAIN);
  program_started_with("switch-main", both->thread, "switch-other");

  struct rally rally = {.own = new_working_set()};
  run(&rally, WARM_UP);
  const pid_t me = (pid_t)syscall(SYS_gettid);
  const long long own_before = switches_of(me), others_before = switches_of(both->thread);
  const uint64_t before = rally.sent;
  const uint64_t elapsed = run(&rally, duration);
  const long long own_after = switches_of(me), others_after = switches_of(both->thread);
  const uint64_t turns = rally.sent - before;
  channel->send(OTHER, LAST);
  if (processes) waitpid(process, NULL, 0);
  else pthread_join(thread, NULL);

  printf("{\"kind\":\"measured\",\"results\":{\"sent\":%llu,\"wrong\":%llu,\"answered\":%llu,\"turns\":%llu,\"elapsed\":%.9f",
         (unsigned long long)rally.sent, (unsigned long long)rally.wrong, (unsigned long long)both->answered,
         (unsigned long long)turns, (double)elapsed / 1e9);
  if (own_before < 0 || others_before < 0 || own_after < 0 || others_after < 0) printf(",\"switches\":null");
  else printf(",\"switches\":%lld", own_after - own_before + others_after - others_before);
  if (pins) printf(",\"pins\":%g}}\n", (pinned + both->pinned) / 2.0);
  else printf(",\"pins\":null}}\n");
}

ANNOUNCE_PROGRAM("context-switch", measure, false)
