/** The last batches of lanes, as they came, and what they say of each thread over a stretch of time. */
import type { Seconds } from '../units/quantity.ts';
import { unknownShare, wholeShare, type LaneBatch } from './lanes.ts';
import { summarizeLanes, type LaneSummary } from './laneSummaries.ts';
import { restKinds } from './restKinds.ts';

/** One thread between two samples. */
export interface LaneSpan {
  from: Seconds;
  to: Seconds;
  /** Shares of the span; the rest belongs to `rest`. */
  run: number;
  wait: number;
  /** Index into `balanceKinds`. */
  rest: number;
  cpu: number;
  state: string;
  channel: string | null;
}

interface Kept {
  batch: LaneBatch;
  lanes: Lanes;
}

/** Keys of the threads, in the order of their lanes, and back. Batches of the same threads share one. */
interface Lanes {
  keys: readonly string[];
  laneOf: ReadonlyMap<string, number>;
}

export class LaneHistory {
  readonly #longest: Seconds;
  #kept: Kept[] = [];
  /** By window, since the last batch: the table and the findings ask for the same. */
  readonly #summaries = new Map<Seconds, readonly LaneSummary[]>();

  /** `longest`: what is older is forgotten. */
  constructor(longest: Seconds) {
    this.#longest = longest;
  }

  /** The newest; null before the first. */
  get newest(): LaneBatch | null {
    return this.#kept.at(-1)?.batch ?? null;
  }

  /** When the newest sample was taken, on the sampler's clock; NaN before the first. */
  get now(): Seconds {
    return this.#kept.findLast(({ batch }) => batch.times.length > 0)?.batch.times.at(-1) ?? NaN;
  }

  add(batch: LaneBatch): void {
    this.#summaries.clear();
    // The clock of another sampler: nothing of the one before can be put beside it.
    if ((batch.times[0] ?? NaN) < this.now) this.#kept = [];
    this.#kept.push({ batch, lanes: lanesOf(batch, this.#kept.at(-1)) });
    const oldest = this.now - this.#longest;
    this.#kept = this.#kept.filter((kept) => kept.batch === batch || (kept.batch.times.at(-1) ?? -Infinity) > oldest);
  }

  /** Every thread that was seen in the last `window` seconds. */
  summaries(window: Seconds): readonly LaneSummary[] {
    const summaries = this.#summaries.get(window) ?? this.#summarize(window);
    this.#summaries.set(window, summaries);
    return summaries;
  }

  #summarize(window: Seconds): LaneSummary[] {
    const from = this.now - window;
    const kept = this.#kept.filter(({ batch }) => !((batch.times.at(-1) ?? -Infinity) <= from));
    const threadOf = new Map<string, number>();
    const threadsOf = new Map<Lanes, Int32Array>();
    const batches = kept.map(({ batch, lanes }) => {
      const threads =
        threadsOf.get(lanes) ??
        Int32Array.from(lanes.keys, (key) => {
          const thread = threadOf.get(key) ?? threadOf.size;
          threadOf.set(key, thread);
          return thread;
        });
      threadsOf.set(lanes, threads);
      return { batch, threads };
    });
    return summarizeLanes([...threadOf.keys()], batches, from, this.now);
  }

  /** What one thread did in the last `window` seconds, the oldest first. Stretches without a sample of it are left out. */
  spansOf(key: string, window: Seconds): LaneSpan[] {
    const from = this.now - window;
    const spans: LaneSpan[] = [];
    for (const { batch, lanes } of this.#kept) {
      const lane = lanes.laneOf.get(key);
      if (lane === undefined || (batch.times.at(-1) ?? -Infinity) <= from) continue;
      const { cells, times } = batch;
      const rests = restKinds(batch);
      for (let sample = 0; sample < times.length; sample += 1) {
        const at = sample * batch.lanes.names.length + lane;
        const run = cells.run[at] ?? unknownShare;
        const begin = sample === 0 ? batch.since : (times[sample - 1] ?? null);
        const end = times[sample] ?? NaN;
        const code = cells.state[at] ?? 0;
        if (code === 0 || run === unknownShare || begin === null || end <= from) continue;
        const channel = cells.channel[at] ?? 0;
        spans.push({
          from: begin,
          to: end,
          run: run / wholeShare,
          wait: (cells.wait[at] ?? 0) / wholeShare,
          rest: rests(code, channel),
          cpu: cells.cpu[at] ?? NaN,
          state: String.fromCharCode(code),
          channel: batch.channels[channel] || null,
        });
      }
    }
    return spans;
  }
}

function lanesOf({ lanes: { tid, startTicks } }: LaneBatch, before: Kept | undefined): Lanes {
  if (before !== undefined) {
    const { lanes } = before.batch;
    if (isSame(tid, lanes.tid) && isSame(startTicks, lanes.startTicks)) return before.lanes;
  }
  const keys = Array.from(tid, (id, lane) => `${id}:${startTicks[lane] ?? NaN}`);
  return { keys, laneOf: new Map(keys.map((key, lane) => [key, lane])) };
}

function isSame(column: Float64Array, other: Float64Array): boolean {
  return column.length === other.length && column.every((value, lane) => value === other[lane]);
}
