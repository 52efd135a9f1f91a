/** What batches of lanes say of each thread over a stretch of time, added up in columns: a process may have thousands of threads. */
import type { PerSecond, Seconds } from '../units/quantity.ts';
import { balanceKinds, emptyBalance, type Balance } from './balance.ts';
import { unknownShare, wholeShare, type LaneBatch } from './lanes.ts';
import { restKinds } from './restKinds.ts';

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

/** A batch, and the thread of each of its lanes as an index into the threads that are summed up. */
export interface ThreadsOfBatch {
  batch: LaneBatch;
  threads: Int32Array;
}

const kinds = balanceKinds.length;

/** Of the threads of these keys, what the batches say of the time since `from`; `now`: when the newest sample was taken. */
export function summarizeLanes(
  keys: readonly string[],
  batches: readonly ThreadsOfBatch[],
  from: Seconds,
  now: Seconds,
): LaneSummary[] {
  const sums = new Sums(keys.length);
  const first = new Places(keys.length);
  const last = new Places(keys.length);
  batches.forEach(({ batch, threads }, index) => {
    sums.add(batch, threads, from);
    threads.forEach((thread, lane) => {
      last.set(thread, index, lane);
      if (!first.has(thread)) first.set(thread, index, lane);
    });
  });
  return keys.map((key, thread) => ({
    key,
    ...sums.of(thread, now),
    ...factsOf(batches, first.of(thread), last.of(thread)),
  }));
}

/** Seconds of each thread by kind, and where it was seen last. */
class Sums {
  readonly #seconds: Float64Array;
  readonly #covered: Float64Array;
  readonly #lastSeen: Float64Array;
  readonly #lastCpu: Float64Array;

  constructor(threads: number) {
    this.#seconds = new Float64Array(threads * kinds);
    this.#covered = new Float64Array(threads);
    this.#lastSeen = new Float64Array(threads).fill(NaN);
    this.#lastCpu = new Float64Array(threads).fill(NaN);
  }

  add(batch: LaneBatch, threads: Int32Array, from: Seconds): void {
    const { cells, times } = batch;
    const rests = restKinds(batch);
    times.forEach((end, sample) => {
      if (end <= from) return;
      const begin = sample === 0 ? batch.since : (times[sample - 1] ?? null);
      const length = begin === null ? null : end - Math.max(begin, from);
      threads.forEach((thread, lane) => {
        const at = sample * threads.length + lane;
        const code = cells.state[at] ?? 0;
        if (code === 0) return;
        this.#lastSeen[thread] = end;
        this.#lastCpu[thread] = cells.cpu[at] ?? NaN;
        const run = cells.run[at] ?? unknownShare;
        if (run === unknownShare || length === null) return;
        const wait = cells.wait[at] ?? 0;
        this.#covered[thread] = (this.#covered[thread] ?? 0) + length;
        this.#give(thread, 0, (length * run) / wholeShare);
        this.#give(thread, 1, (length * wait) / wholeShare);
        this.#give(thread, rests(code, cells.channel[at] ?? 0), (length * (wholeShare - run - wait)) / wholeShare);
      });
    });
  }

  of(thread: number, now: Seconds): Pick<LaneSummary, 'isLive' | 'balance' | 'covered' | 'lastCpu'> {
    const covered = this.#covered[thread] ?? 0;
    const balance = emptyBalance();
    balanceKinds.forEach((kind, index) => {
      balance[kind] = (this.#seconds[thread * kinds + index] ?? 0) / covered;
    });
    return {
      isLive: this.#lastSeen[thread] === now,
      balance: covered > 0 ? balance : null,
      covered,
      lastCpu: this.#lastCpu[thread] ?? NaN,
    };
  }

  #give(thread: number, kind: number, seconds: Seconds): void {
    const at = thread * kinds + kind;
    this.#seconds[at] = (this.#seconds[at] ?? 0) + seconds;
  }
}

interface Place {
  batch: number;
  lane: number;
}

/** One of the lanes of each thread. */
class Places {
  readonly #batch: Int32Array;
  readonly #lane: Int32Array;

  constructor(threads: number) {
    this.#batch = new Int32Array(threads).fill(-1);
    this.#lane = new Int32Array(threads);
  }

  has(thread: number): boolean {
    return this.#batch[thread] !== -1;
  }

  set(thread: number, batch: number, lane: number): void {
    this.#batch[thread] = batch;
    this.#lane[thread] = lane;
  }

  of(thread: number): Place {
    return { batch: this.#batch[thread] ?? -1, lane: this.#lane[thread] ?? -1 };
  }
}

/** What the newest batch says of a thread, and rates from the oldest to it. */
function factsOf(
  batches: readonly ThreadsOfBatch[],
  first: Place,
  last: Place,
): Pick<LaneSummary, 'tid' | 'name' | 'cpuTime' | 'voluntary' | 'involuntary'> {
  const fact = ({ batch, lane }: Place, name: 'tid' | 'cpuTime' | 'voluntary' | 'involuntary' | 'switchesAt') =>
    batches[batch]?.batch.lanes[name][lane] ?? NaN;
  const span = fact(last, 'switchesAt') - fact(first, 'switchesAt');
  const rate = (name: 'voluntary' | 'involuntary') => (span > 0 ? (fact(last, name) - fact(first, name)) / span : NaN);
  return {
    tid: fact(last, 'tid'),
    name: batches[last.batch]?.batch.lanes.names[last.lane] ?? '',
    cpuTime: fact(last, 'cpuTime'),
    voluntary: rate('voluntary'),
    involuntary: rate('involuntary'),
  };
}
