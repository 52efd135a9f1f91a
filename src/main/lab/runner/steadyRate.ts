/** Warm-up is discarded, and over when the rate is steady: two neighbouring windows of it differ little. */
import type { PerSecond, Ratio, Seconds } from '../../../shared/units/quantity.ts';

/** Length of a window, and how long the warm-up may last: at least two windows, at most what the estimate allows for. */
const window: Seconds = 0.02;
const longest: Seconds = 0.16;
/** Windows closer than this are steady. */
const steadyWithin: Ratio = 0.1;

/** The rate of the last window, and by how much it differs from the one before. */
export interface WarmUp {
  rate: PerSecond;
  drift: Ratio;
}

/** Watches a counter until its rate is steady, or until the longest warm-up has passed: then `drift` tells so. */
export async function warmUp(
  count: () => number,
  clock: { now: () => Seconds; sleep: (seconds: Seconds) => Promise<void> },
): Promise<WarmUp> {
  const start = clock.now();
  let before = { at: start, count: count() };
  let last: PerSecond = NaN;
  for (;;) {
    await clock.sleep(window);
    const now = { at: clock.now(), count: count() };
    const rate = (now.count - before.count) / (now.at - before.at);
    const drift = Math.abs(rate - last) / Math.max(rate, last);
    if (drift <= steadyWithin || now.at - start >= longest) return { rate, drift };
    [before, last] = [now, rate];
  }
}
