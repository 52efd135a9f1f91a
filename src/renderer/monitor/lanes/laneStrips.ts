/** The spans of one lane as what is drawn of it: pixel by pixel the share of each state, neighbours that look alike made one. Pure. */
import { balanceKinds } from '../../../shared/monitor/balance.ts';
import type { LaneSpan } from '../../../shared/monitor/laneHistory.ts';
import type { Seconds } from '../../../shared/units/quantity.ts';

export interface LaneStrip {
  /** Pixels from the left edge. */
  x: number;
  width: number;
  /** By `balanceKinds`, in steps of a 16th; they make 1, all but for rounding. */
  shares: readonly number[];
  /** On which it ran last; NaN where it ran on none. */
  cpu: number;
}

const kindCount = balanceKinds.length;
const steps = 16;
/** A pixel of which less was sampled stays empty. */
const leastCovered = 0.3;

/** `now`: the right edge. A stretch without samples is no strip. */
export function laneStrips(spans: readonly LaneSpan[], now: Seconds, window: Seconds, width: number): LaneStrip[] {
  const sums = new Float64Array(width * kindCount);
  const covered = new Float64Array(width);
  const cpus = new Float64Array(width).fill(NaN);
  const scale = width / window;
  for (const span of spans) {
    const left = Math.max(0, (span.from - now + window) * scale);
    const right = Math.min(width, (span.to - now + window) * scale);
    for (let pixel = Math.floor(left); pixel < right; pixel += 1) {
      const part = Math.min(right, pixel + 1) - Math.max(left, pixel);
      covered[pixel] = (covered[pixel] ?? 0) + part;
      add(sums, pixel * kindCount, part * span.run);
      add(sums, pixel * kindCount + 1, part * span.wait);
      add(sums, pixel * kindCount + span.rest, part * (1 - span.run - span.wait));
      if (span.run > 0) cpus[pixel] = span.cpu;
    }
  }
  return merged(sums, covered, cpus);
}

function merged(sums: Float64Array, covered: Float64Array, cpus: Float64Array): LaneStrip[] {
  const strips: LaneStrip[] = [];
  let last: LaneStrip | null = null;
  covered.forEach((part, pixel) => {
    if (part < leastCovered) {
      last = null;
      return;
    }
    const shares = Array.from(
      sums.subarray(pixel * kindCount, (pixel + 1) * kindCount),
      (sum) => Math.round((sum / part) * steps) / steps,
    );
    const cpu = cpus[pixel] ?? NaN;
    if (last !== null && Object.is(last.cpu, cpu) && shares.every((share, kind) => share === last?.shares[kind])) {
      last.width += 1;
      return;
    }
    last = { x: pixel, width: 1, shares, cpu };
    strips.push(last);
  });
  return strips;
}

function add(into: Float64Array, at: number, value: number): void {
  into[at] = (into[at] ?? 0) + value;
}
