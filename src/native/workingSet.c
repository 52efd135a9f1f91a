#include "workingSet.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "request.h"

/** Of x86 and of ARM with small pages of 4 KiB. */
static const size_t huge_page = 2u << 20;

struct working_set map_working_set(size_t bytes, int32_t pages) {
  /* Whole huge pages, from the border of one: a part of one would stay on small ones. */
  const size_t whole = (bytes + huge_page - 1) & ~(huge_page - 1);
  struct working_set set = {.bytes = whole, .mapped_bytes = whole + huge_page};
  set.mapped = mmap(NULL, set.mapped_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (set.mapped == MAP_FAILED) refuse("the working set cannot be mapped", strerror(errno));
  set.start = (unsigned char *)(((uintptr_t)set.mapped + huge_page - 1) & ~(uintptr_t)(huge_page - 1));
  /* A Linux without huge pages refuses both; what came of it is measured. */
  madvise(set.start, set.bytes, pages == LAYOUT_PAGES_HUGE ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
  return set;
}

void unmap_working_set(struct working_set *set) {
  munmap(set->mapped, set->mapped_bytes);
  *set = (struct working_set){0};
}

/** The mappings of smaps (proc_pid_smaps(5)) that lie within the set: advice may have made several of it. */
uint64_t huge_bytes(const struct working_set *set) {
  FILE *maps = fopen("/proc/self/smaps", "r");
  if (maps == NULL) return UINT64_MAX;
  const uintptr_t from = (uintptr_t)set->start;
  uint64_t kilobytes = 0;
  int within = 0;
  char line[512];
  while (fgets(line, sizeof line, maps) != NULL) {
    unsigned long first, last, huge;
    if (sscanf(line, "%lx-%lx ", &first, &last) == 2) within = first >= from && first < from + set->bytes;
    else if (within && sscanf(line, "AnonHugePages: %lu kB", &huge) == 1) kilobytes += huge;
  }
  fclose(maps);
  return kilobytes * 1024;
}
