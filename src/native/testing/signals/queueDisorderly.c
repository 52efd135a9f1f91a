/** Planted fault for the check `orderKept`: the newest item is taken. */
#define KIND_NAME "queueDisorderly"
#define DISORDERLY 1

#include "signals/producerConsumer.h"
