/**
 * A made farm: PROCESSES processes of THREADS threads each, asleep but for one thread a process that works some 20 µs a second.
 * It says "ready", and ends with its standard input, or after SECONDS: every process then sees its pipe closed, also when
 * the first one was killed.
 */
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STACK_BYTES = 64 * 1024, SPINS = 20 * 1000 };

static void *sleeper(void *nothing) {
  for (;;) pause();
  return nothing;
}

static void grow(int threads, int pipe_end, int seconds) {
  alarm((unsigned)seconds);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, STACK_BYTES);
  for (int i = 1; i < threads; i += 1) {
    pthread_t thread;
    if (pthread_create(&thread, &attributes, sleeper, NULL) != 0) _exit(1);
  }
  struct pollfd closed = {.fd = pipe_end, .events = POLLIN};
  while (poll(&closed, 1, 1000) == 0) {
    for (volatile int spin = 0; spin < SPINS; spin += 1) {
    }
  }
  _exit(0);
}

int main(int count, char **words) {
  if (count != 4) return 2;
  const int processes = atoi(words[1]), threads = atoi(words[2]), seconds = atoi(words[3]);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  signal(SIGCHLD, SIG_IGN);
  alarm((unsigned)seconds);
  for (int i = 0; i < processes; i += 1) {
    const pid_t child = fork();
    if (child < 0) {
      perror("fork");
      return 1;
    }
    if (child == 0) {
      close(ends[1]);
      close(STDIN_FILENO);
      close(STDOUT_FILENO);
      grow(threads, ends[0], seconds);
    }
  }
  puts("ready");
  fflush(stdout);
  char byte;
  while (read(STDIN_FILENO, &byte, 1) > 0) {
  }
  close(ends[1]);
  wait(NULL); /* with SIGCHLD ignored: until all have ended */
  return 0;
}
