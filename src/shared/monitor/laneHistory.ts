/** The last batches of lanes, as they came, and what they say of each thread over a stretch of time. */
import type { PerSecond, Seconds } from '../units/quantity.ts';
import { balanceKinds, emptyBalance, restOf, type Balance } from './balance.ts';
import { unknownShare, wholeShare, type LaneBatch } from './lanes.ts';
import { waitReason } from './waitReason.ts';

/** One thread over the stretch that was asked for. */
export interface LaneSummary {
  /** "tid:startTicks". */
  key: string;
  tid: number;
  name: string;
  /** It was there in the newest sample. */
  isLive: boolean;
  /** null before two samples saw it. */
  balance: Balance | null;
  /** How much of the stretch the balance is about. */
  covered: Seconds;
  /** Since the thread's start. */
  cpuTime: Seconds;
  lastCpu: number;
  /** NaN where they are not told, or were read only once. */
  voluntary: PerSecond;
  involuntary: PerSecond;
}

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
  laneOf: ReadonlyMap<string, number>;
}

export class LaneHistory {
  readonly #longest: Seconds;
  #kept: Kept[] = [];

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
    const { tid, startTicks } = batch.lanes;
    // The clock of another sampler: nothing of the one before can be put beside it.
    if ((batch.times[0] ?? NaN) < this.now) this.#kept = [];
    const laneOf = new Map(Array.from(tid, (id, lane) => [`${id}:${startTicks[lane] ?? NaN}`, lane]));
    this.#kept.push({ batch, laneOf });
    const oldest = this.now - this.#longest;
    this.#kept = this.#kept.filter((kept) => kept.batch === batch || (kept.batch.times.at(-1) ?? -Infinity) > oldest);
  }

  /** Every thread that was seen in the last `window` seconds. */
  summaries(window: Seconds): LaneSummary[] {
    const from = this.now - window;
    const found = new Map<string, Sums>();
    for (const { batch, laneOf } of this.#kept) {
      if ((batch.times.at(-1) ?? -Infinity) <= from) continue;
      const rests = restKinds(batch);
      for (const [key, lane] of laneOf) {
        let sums = found.get(key);
        if (sums === undefined) found.set(key, (sums = new Sums(batch, lane)));
        sums.add(batch, lane, from, rests);
      }
    }
    const now = this.now;
    return [...found].map(([key, sums]) => sums.summary(key, now));
  }

  /** What one thread did in the last `window` seconds, the oldest first. Stretches without a sample of it are left out. */
  spansOf(key: string, window: Seconds): LaneSpan[] {
    const from = this.now - window;
    const spans: LaneSpan[] = [];
    for (const { batch, laneOf } of this.#kept) {
      const lane = laneOf.get(key);
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

/** Kind of the rest by state and channel, each pair looked up once a batch. */
function restKinds({ channels, notAvailable }: LaneBatch): (code: number, channel: number) => number {
  const known = new Map<number, number>();
  const run = balanceKinds.indexOf('run');
  let [lastPair, lastKind] = [NaN, NaN];
  return (code, channel) => {
    const pair = code * 65_536 + channel;
    // Sleepers sleep on: most pairs are that of the sample before.
    if (pair === lastPair) return lastKind;
    let kind = known.get(pair);
    if (kind === undefined) {
      const wait = waitReason(String.fromCharCode(code), channels[channel] || null, null).kind;
      // Where running is not told from waiting for a CPU, ready counts as running.
      kind = wait === 'run' && 'runQueueDelay' in notAvailable ? run : balanceKinds.indexOf(restOf[wait]);
      known.set(pair, kind);
    }
    [lastPair, lastKind] = [pair, kind];
    return kind;
  };
}

/** What one thread has so far. */
class Sums {
  readonly #seconds = new Float64Array(balanceKinds.length);
  #covered: Seconds = 0;
  #lastSeen: Seconds = NaN;
  #lastCpu = NaN;
  #name = '';
  readonly #tid: number;
  #cpuTime: Seconds = NaN;
  readonly #first: { voluntary: number; involuntary: number; at: Seconds };
  #last: { voluntary: number; involuntary: number; at: Seconds };

  constructor(batch: LaneBatch, lane: number) {
    this.#tid = batch.lanes.tid[lane] ?? NaN;
    this.#first = switchesOf(batch, lane);
    this.#last = this.#first;
  }

  add(batch: LaneBatch, lane: number, from: Seconds, rests: (code: number, channel: number) => number): void {
    const { cells, times, lanes } = batch;
    this.#name = lanes.names[lane] ?? '';
    this.#cpuTime = lanes.cpuTime[lane] ?? NaN;
    this.#last = switchesOf(batch, lane);
    for (let sample = 0; sample < times.length; sample += 1) {
      const at = sample * lanes.names.length + lane;
      const code = cells.state[at] ?? 0;
      const end = times[sample] ?? NaN;
      if (code === 0 || end <= from) continue;
      this.#lastSeen = end;
      this.#lastCpu = cells.cpu[at] ?? NaN;
      const begin = sample === 0 ? batch.since : (times[sample - 1] ?? null);
      const run = cells.run[at] ?? unknownShare;
      if (run === unknownShare || begin === null) continue;
      const length = end - Math.max(begin, from);
      const wait = cells.wait[at] ?? 0;
      this.#covered += length;
      this.#give(0, (length * run) / wholeShare);
      this.#give(1, (length * wait) / wholeShare);
      this.#give(rests(code, cells.channel[at] ?? 0), (length * (wholeShare - run - wait)) / wholeShare);
    }
  }

  summary(key: string, now: Seconds): LaneSummary {
    const balance = emptyBalance();
    balanceKinds.forEach((kind, index) => (balance[kind] = (this.#seconds[index] ?? 0) / this.#covered));
    const span = this.#last.at - this.#first.at;
    const rate = (before: number, after: number) => (span > 0 ? (after - before) / span : NaN);
    return {
      key,
      tid: this.#tid,
      name: this.#name,
      isLive: this.#lastSeen === now,
      balance: this.#covered > 0 ? balance : null,
      covered: this.#covered,
      cpuTime: this.#cpuTime,
      lastCpu: this.#lastCpu,
      voluntary: rate(this.#first.voluntary, this.#last.voluntary),
      involuntary: rate(this.#first.involuntary, this.#last.involuntary),
    };
  }

  #give(kind: number, seconds: Seconds): void {
    this.#seconds[kind] = (this.#seconds[kind] ?? 0) + seconds;
  }
}

function switchesOf({ lanes }: LaneBatch, lane: number): { voluntary: number; involuntary: number; at: Seconds } {
  return {
    voluntary: lanes.voluntary[lane] ?? NaN,
    involuntary: lanes.involuntary[lane] ?? NaN,
    at: lanes.switchesAt[lane] ?? NaN,
  };
}
