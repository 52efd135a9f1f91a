/** Memory that a loop works on besides what it shares with the runner: of its own, mapped anew for every repeat. */
#ifndef THREADLAB_WORKING_SET_H
#define THREADLAB_WORKING_SET_H

#include <stddef.h>
#include <stdint.h>

struct working_set {
  unsigned char *start; /* on the border of a huge page */
  size_t bytes;
  void *mapped;
  size_t mapped_bytes;
};

/** `pages`: LAYOUT_PAGES_SMALL or LAYOUT_PAGES_HUGE, which Linux may not give. Ends the payload where there is no room. */
struct working_set map_working_set(size_t bytes, int32_t pages);
void unmap_working_set(struct working_set *set);
/** How much of it lies on huge pages; UINT64_MAX where /proc does not tell. */
uint64_t huge_bytes(const struct working_set *set);

#endif
