/** Producers and consumers over a mutex and two conditions of POSIX. */
#define KIND_NAME "producerConsumer"

#include "producerConsumer.h"
