/** What batches of lanes say of each thread over a stretch of time, added up in columns: a process may have thousands of threads. */
import type { PerSecond, Seconds } from '../units/quantity.ts';
import { balanceKinds, type Balance, type BalanceKind } from './balance.ts';
import { unknownShare, wholeShare, type LaneBatch } from './lanes.ts';
import { restKinds } from './restKinds.ts';

/** One thread over the stretch that was asked for. */
export interface LaneSummary {
  /** "tid:startTicks". */
  readonly key: string;
  readonly tid: number;
  readonly name: string;
  /** It was there in the newest sample. */
  readonly isLive: boolean;
  /** null before two samples saw it. */
  readonly balance: Balance | null;
  /** How much of the stretch the balance is about. */
  readonly covered: Seconds;
  /** Since the thread's start. */
  readonly cpuTime: Seconds;
  readonly lastCpu: number;
  /** NaN where they are not told, or were read only once. */
  readonly voluntary: PerSecond;
  readonly involuntary: PerSecond;
}

/** A batch, and the thread of each of its lanes as an index into the threads that are summed up. */
export interface ThreadsOfBatch {
  batch: LaneBatch;
  threads: Int32Array;
}

/** Of the threads of these keys, what the batches say of the time since `from`; `now`: when the newest sample was taken. */
export function summarizeLanes(
  keys: readonly string[],
  batches: readonly ThreadsOfBatch[],
  from: Seconds,
  now: Seconds,
): LaneSummary[] {
  const sums = new Sums(keys.length);
  const facts = new Facts(keys.length);
  for (const { batch, threads } of batches) {
    sums.add(batch, threads, from);
    facts.add(batch, threads);
  }
  return keys.map((key, thread) => new SummedLane(key, thread, sums, facts, now));
}

/** Reads its values where they were added up: of thousands of threads some forty are shown. */
class SummedLane implements LaneSummary {
  readonly key: string;
  readonly #thread: number;
  readonly #sums: Sums;
  readonly #facts: Facts;
  readonly #now: Seconds;
  #balance: Balance | null | undefined;

  constructor(key: string, thread: number, sums: Sums, facts: Facts, now: Seconds) {
    this.key = key;
    this.#thread = thread;
    this.#sums = sums;
    this.#facts = facts;
    this.#now = now;
  }

  get tid(): number {
    return this.#facts.tid[this.#thread] ?? NaN;
  }

  get name(): string {
    return this.#facts.names[this.#thread] ?? '';
  }

  get isLive(): boolean {
    return this.#sums.lastSeen[this.#thread] === this.#now;
  }

  get balance(): Balance | null {
    if (this.#balance === undefined) this.#balance = this.#sums.balanceOf(this.#thread);
    return this.#balance;
  }

  get covered(): Seconds {
    return this.#sums.covered[this.#thread] ?? 0;
  }

  get cpuTime(): Seconds {
    return this.#facts.cpuTime[this.#thread] ?? NaN;
  }

  get lastCpu(): number {
    return this.#sums.lastCpu[this.#thread] ?? NaN;
  }

  get voluntary(): PerSecond {
    return this.#facts.rateOf(this.#thread, this.#facts.voluntary);
  }

  get involuntary(): PerSecond {
    return this.#facts.rateOf(this.#thread, this.#facts.involuntary);
  }
}

/** Seconds of each thread by kind, and where it was seen last. Plain loops: a second of 5,000 threads has to be cheap. */
class Sums {
  readonly covered: Float64Array;
  readonly lastSeen: Float64Array;
  readonly lastCpu: Float64Array;
  readonly #seconds: Record<BalanceKind, Float64Array>;

  constructor(threads: number) {
    const column = () => new Float64Array(threads);
    this.covered = column();
    this.lastSeen = column().fill(NaN);
    this.lastCpu = column().fill(NaN);
    this.#seconds = { run: column(), cpu: column(), lock: column(), disk: column(), stop: column(), sleep: column() };
  }

  add(batch: LaneBatch, threads: Int32Array, from: Seconds): void {
    const { times } = batch;
    const rests = restKinds(batch);
    for (let sample = 0; sample < times.length; sample += 1) {
      const end = times[sample] ?? NaN;
      const begin = sample === 0 ? batch.since : (times[sample - 1] ?? null);
      if (end > from)
        this.#addSample(batch, sample, threads, begin === null ? null : end - Math.max(begin, from), rests);
    }
  }

  /** `length`: how much of the stretch lies before it; null where it is the first. */
  #addSample(
    { cells, times }: LaneBatch,
    sample: number,
    threads: Int32Array,
    length: Seconds | null,
    rests: ReturnType<typeof restKinds>,
  ): void {
    const { run: running, cpu: ready } = this.#seconds;
    const byKind = balanceKinds.map((kind) => this.#seconds[kind]);
    const perShare = (length ?? NaN) / wholeShare;
    for (let lane = 0; lane < threads.length; lane += 1) {
      const at = sample * threads.length + lane;
      const thread = threads[lane] ?? 0;
      const code = cells.state[at] ?? 0;
      if (code === 0) continue;
      this.lastSeen[thread] = times[sample] ?? NaN;
      this.lastCpu[thread] = cells.cpu[at] ?? NaN;
      const run = cells.run[at] ?? unknownShare;
      if (run === unknownShare || length === null) continue;
      const wait = cells.wait[at] ?? 0;
      addTo(this.covered, thread, length);
      addTo(running, thread, perShare * run);
      addTo(ready, thread, perShare * wait);
      const rest = byKind[rests(code, cells.channel[at] ?? 0)];
      if (rest !== undefined) addTo(rest, thread, perShare * (wholeShare - run - wait));
    }
  }

  balanceOf(thread: number): Balance | null {
    const covered = this.covered[thread] ?? 0;
    if (covered === 0) return null;
    const { run, cpu, lock, disk, stop, sleep } = this.#seconds;
    return {
      run: (run[thread] ?? 0) / covered,
      cpu: (cpu[thread] ?? 0) / covered,
      lock: (lock[thread] ?? 0) / covered,
      disk: (disk[thread] ?? 0) / covered,
      stop: (stop[thread] ?? 0) / covered,
      sleep: (sleep[thread] ?? 0) / covered,
    };
  }
}

function addTo(column: Float64Array, thread: number, value: number): void {
  column[thread] = (column[thread] ?? 0) + value;
}

/** A counter in the first batch that has the thread, and in the newest. */
interface Counted {
  first: Float64Array;
  last: Float64Array;
}

/** What the newest batch says of each thread, and how its counters grew since the first. */
class Facts {
  readonly names: string[];
  readonly tid: Float64Array;
  readonly cpuTime: Float64Array;
  readonly voluntary: Counted;
  readonly involuntary: Counted;
  readonly #at: Counted;
  readonly #isKnown: Uint8Array;

  constructor(threads: number) {
    const counted = () => ({ first: new Float64Array(threads), last: new Float64Array(threads) });
    this.names = Array.from({ length: threads }, () => '');
    this.tid = new Float64Array(threads);
    this.cpuTime = new Float64Array(threads);
    this.voluntary = counted();
    this.involuntary = counted();
    this.#at = counted();
    this.#isKnown = new Uint8Array(threads);
  }

  add({ lanes }: LaneBatch, threads: Int32Array): void {
    for (let lane = 0; lane < threads.length; lane += 1) {
      const thread = threads[lane] ?? 0;
      const isFirst = this.#isKnown[thread] === 0;
      this.#isKnown[thread] = 1;
      this.names[thread] = lanes.names[lane] ?? '';
      this.tid[thread] = lanes.tid[lane] ?? NaN;
      this.cpuTime[thread] = lanes.cpuTime[lane] ?? NaN;
      count(this.voluntary, thread, lanes.voluntary[lane] ?? NaN, isFirst);
      count(this.involuntary, thread, lanes.involuntary[lane] ?? NaN, isFirst);
      count(this.#at, thread, lanes.switchesAt[lane] ?? NaN, isFirst);
    }
  }

  /** NaN where it was read only once. */
  rateOf(thread: number, counted: Counted): PerSecond {
    const span = growth(this.#at, thread);
    return span > 0 ? growth(counted, thread) / span : NaN;
  }
}

function count({ first, last }: Counted, thread: number, value: number, isFirst: boolean): void {
  last[thread] = value;
  if (isFirst) first[thread] = value;
}

function growth({ first, last }: Counted, thread: number): number {
  return (last[thread] ?? NaN) - (first[thread] ?? NaN);
}
