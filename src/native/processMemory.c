#include "processMemory.h"

#include <stdio.h>
#include <string.h>

long long rollup_bytes(pid_t process, const char *name) {
  char line[256];
  snprintf(line, sizeof line, "/proc/%d/smaps_rollup", process);
  FILE *rollup = fopen(line, "r");
  if (rollup == NULL) return -1;
  long long kilobytes = -1;
  while (kilobytes < 0 && fgets(line, sizeof line, rollup) != NULL)
    if (strncmp(line, name, strlen(name)) == 0) sscanf(line + strlen(name), "%lld", &kilobytes);
  fclose(rollup);
  return kilobytes < 0 ? -1 : kilobytes * 1024;
}
