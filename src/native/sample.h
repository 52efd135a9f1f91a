/** Samples: when the next is due, and the histograms that they are counted in. */
#ifndef THREADLAB_SAMPLE_H
#define THREADLAB_SAMPLE_H

#include "layout.h"

/** Counts one sampled acquisition, unless it is still warm-up. Called after the release. */
void keep_sample(struct shared *shared, struct block *me, uint64_t bypass, uint64_t wait_nanoseconds);

/** Acquisitions until the next sample: uniform from 1 to 2 x sample_every - 1, so that no rhythm of the loop is followed. */
int32_t next_countdown(struct block *me);

#endif
