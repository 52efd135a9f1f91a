/** Samples: when the next is due, and the histograms that they are counted in. */
import { countValue } from './histogram.ts';
import * as layout from './layout.ts';

/** Counts one sampled acquisition, unless it is still warm-up. Called after the release. */
export function keepSample(block: usize, bypass: u64, waitMilliseconds: f64): void {
  if (atomic.load<i32>(layout.SAMPLING) === 0) return; // warm-up
  // A broken lock may set the count back; no correct one can.
  const passed = <i64>bypass < 0 ? 0 : bypass;
  keepBypass(block, passed);
  keepLatency(block, nanosecondsOf(waitMilliseconds));
}

/** In the block's first histogram, where signals keep a second kind of latency. */
export function keepBypass(block: usize, value: u64): void {
  countValue(block + layout.BYPASS, value);
  store<u64>(block, max<u64>(load<u64>(block, layout.BYPASS_MAX), value), layout.BYPASS_MAX);
}

export function keepLatency(block: usize, nanoseconds: u64): void {
  countValue(block + layout.LATENCY, nanoseconds);
  store<u64>(block, max<u64>(load<u64>(block, layout.LATENCY_MAX), nanoseconds), layout.LATENCY_MAX);
}

/** Nanoseconds between two readings of the clock in milliseconds. */
export function nanosecondsOf(milliseconds: f64): u64 {
  return <u64>max<f64>(0, nearest<f64>(milliseconds * 1e6));
}

/** Acquisitions until the next sample: uniform from 1 to 2 x SAMPLE_EVERY - 1, so that no rhythm of the loop is followed. */
export function nextCountdown(block: usize): i32 {
  const every = load<i32>(block, layout.SAMPLE_EVERY);
  return 1 + <i32>(nextRandom(block) % <u64>(2 * every - 1));
}

/** The thread's own: xorshift64, G. Marsaglia, 2003; never 0. */
export function nextRandom(block: usize): u64 {
  let random = load<u64>(block, layout.RANDOM);
  random ^= random << 13;
  random ^= random >> 7;
  random ^= random << 17;
  store<u64>(block, random, layout.RANDOM);
  return random;
}
