/** Samples: when the next is due, and the histograms that they are counted in. */
#ifndef THREADLAB_SAMPLE_H
#define THREADLAB_SAMPLE_H

#include "layout.h"

/** Counts one sampled acquisition, unless it is still warm-up. Called after the release. */
void keep_sample(struct shared *shared, struct block *me, uint64_t bypass, uint64_t wait_nanoseconds);

/** In the block's first histogram, where signals keep a second kind of latency. */
void keep_bypass(struct block *me, uint64_t value);
void keep_latency(struct block *me, uint64_t nanoseconds);

/** Acquisitions until the next sample: uniform from 1 to 2 x sample_every - 1, so that no rhythm of the loop is followed. */
int32_t next_countdown(struct block *me);

/** The thread's own: xorshift64, G. Marsaglia, 2003; never 0. */
uint64_t next_random(struct block *me);

#endif
