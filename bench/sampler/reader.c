/**
 * The plainest sampler in C: once a second it opens, reads and closes the files that Threadlab's sampler reads for the same columns
 * (stat, statm, status of each process, stat of each thread), looks at the number of threads and shows nothing.
 * What any program pays that does not keep its files open.
 */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char buffer[64 * 1024];

static ssize_t take(const char *path) {
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  const ssize_t length = read(file, buffer, sizeof buffer - 1);
  close(file);
  if (length >= 0) buffer[length] = 0;
  return length;
}

/** Field 20 of stat, proc_pid_stat(5). */
static int thread_count(void) {
  char *at = strrchr(buffer, ')');
  for (int field = 2; at != NULL && field < 20; field += 1) at = strchr(at + 1, ' ');
  return at == NULL ? 0 : atoi(at);
}

static void read_process(const char *pid) {
  char path[600];
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  if (take(path) < 0) return;
  const int threads = thread_count();
  snprintf(path, sizeof path, "/proc/%s/statm", pid);
  take(path);
  snprintf(path, sizeof path, "/proc/%s/status", pid);
  take(path);
  if (threads == 1) {
    snprintf(path, sizeof path, "/proc/%s/task/%s/stat", pid, pid);
    take(path);
    return;
  }
  snprintf(path, sizeof path, "/proc/%s/task", pid);
  DIR *tasks = opendir(path);
  if (tasks == NULL) return;
  for (struct dirent *task; (task = readdir(tasks)) != NULL;) {
    if (!isdigit((unsigned char)task->d_name[0])) continue;
    snprintf(path, sizeof path, "/proc/%s/task/%s/stat", pid, task->d_name);
    take(path);
  }
  closedir(tasks);
}

int main(void) {
  struct timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (;;) {
    DIR *processes = opendir("/proc");
    if (processes == NULL) return 1;
    for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
      if (isdigit((unsigned char)entry->d_name[0])) read_process(entry->d_name);
    }
    closedir(processes);
    next.tv_sec += 1;
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
  }
}
