/** Memory of processes as Linux counts it in smaps_rollup (proc(5)): each page once, shared ones by their share. */
#ifndef THREADLAB_PROCESS_MEMORY_H
#define THREADLAB_PROCESS_MEMORY_H

#include <sys/types.h>

/** Bytes that the line `name` ("Pss:") says of a process; -1 where Linux does not tell. */
long long rollup_bytes(pid_t process, const char *name);

#endif
