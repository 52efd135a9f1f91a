/** Follows the threads of one process: a sample reads each of them once, a batch is what was sampled since the last one. */
import { ThreadlabError } from '../../../shared/errors.ts';
import { mostLanes, type LaneSampling } from '../../../shared/monitor/lanes.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import type { Seconds } from '../../../shared/units/quantity.ts';
import { emptyStat, parseStatBytes } from '../../machine/linux/procfs/stat.ts';
import { absenceOf, Descriptors, KeptFile } from '../descriptors.ts';
import { PendingBatch } from './laneBatch.ts';
import { LaneThread, type LaneContext } from './laneThread.ts';

export interface LaneOptions {
  /** "/proc", or a made one. */
  root: string;
  ticksPerSecond: number;
  /** How many files may stay open for this process. */
  descriptorLimit: number;
  /** The reader is root, who is refused only where rights were taken away. */
  isRoot: boolean;
}

/** Threads come and go unseen where as many came as went: looked for this often all the same. */
const betweenListings: Seconds = 1;
/** With no more than these, each is read whole in each sample. */
const fewThreads = 32;
/** So many sleepers without a place named, and none with one: it is not told. */
const unnamedEnough = 5;

export class LaneSampler {
  readonly #process: ProcessKey;
  readonly #folder: string;
  readonly #context: LaneContext;
  readonly #isRoot: boolean;
  readonly #stat = emptyStat();
  readonly #statFile: KeptFile;
  readonly #threads = new Map<number, LaneThread>();
  #listedAt: Seconds = -Infinity;
  #ended = false;
  #batch = new PendingBatch(null);

  constructor(process: ProcessKey, { root, ticksPerSecond, descriptorLimit, isRoot }: LaneOptions) {
    this.#process = process;
    this.#isRoot = isRoot;
    this.#folder = `${root}/${process.pid}/task/`;
    this.#statFile = new KeptFile(`${root}/${process.pid}/`, 'stat');
    this.#context = {
      descriptors: new Descriptors(descriptorLimit),
      ticksPerSecond,
      at: NaN,
      before: NaN,
      sparing: false,
      missing: new Set(),
      channels: { named: 0, unnamed: 0 },
    };
  }

  /** Live threads, as of the last sample. */
  get threads(): number {
    return this.#stat.threads;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Reads every thread once. Throws `processGone` where the first one does not find the process that is meant. */
  sample(at: Seconds): void {
    const { descriptors } = this.#context;
    descriptors.beginPass();
    const first = Number.isNaN(this.#context.at);
    this.#context.before = this.#context.at;
    this.#context.at = at;
    if (!this.#isThere()) {
      if (first) throw gone(this.#process);
      this.#ended = true;
      return;
    }
    if (this.threads !== this.#threads.size || !(at - this.#listedAt < betweenListings)) this.#list(at);
    this.#context.sparing = this.threads > fewThreads;
    this.#batch.begin(at);
    for (const thread of this.#threads.values()) {
      const cell = thread.sample(this.#context);
      if (cell === null) this.#drop(thread);
      else this.#batch.add(thread, cell);
    }
  }

  /** What was sampled since the last call, encoded; null where that is nothing. */
  take(sampling: Omit<LaneSampling, 'threads'>): Uint8Array<ArrayBuffer> | null {
    const batch = this.#batch;
    if (batch.isEmpty && !this.#ended) return null;
    this.#batch = new PendingBatch(batch.lastTime);
    const threads = this.#ended ? 0 : this.threads;
    return batch.encode({
      process: this.#process,
      ended: this.#ended,
      sampling: { ...sampling, threads },
      notAvailable: this.#notAvailable(),
    });
  }

  close(): void {
    this.#context.descriptors.closeAll();
  }

  /** A leader that has exited stays until its last thread has: alone, it is a process that has ended. */
  #isThere(): boolean {
    const { descriptors, ticksPerSecond } = this.#context;
    const length = descriptors.read(this.#statFile);
    if (length < 0) return false;
    parseStatBytes(descriptors.buffer, length, ticksPerSecond, this.#stat);
    const { startTicks, state, threads } = this.#stat;
    return startTicks === this.#process.startTicks && !((state === 'Z' || state === 'X') && threads <= 1);
  }

  #list(at: Seconds): void {
    this.#listedAt = at;
    let names: string[];
    try {
      names = this.#context.descriptors.list(this.#folder);
    } catch (error) {
      absenceOf(error); // it ends just now, which the next sample sees
      return;
    }
    for (const name of names) {
      if (this.#threads.size >= mostLanes) break;
      const tid = Number(name);
      if (!this.#threads.has(tid)) this.#threads.set(tid, new LaneThread(tid, this.#folder));
    }
  }

  #drop(thread: LaneThread): void {
    thread.close(this.#context);
    this.#threads.delete(thread.tid);
    this.#listedAt = -Infinity; // its number may belong to another by now
  }

  #notAvailable(): Record<string, string> {
    const { missing, channels } = this.#context;
    const right = this.#isRoot ? 'root lacks the right to trace here (CAP_SYS_PTRACE)' : 'needs the same user or root';
    return {
      ...(missing.has('runQueueDelay') && {
        runQueueDelay: 'Running and waiting for a CPU cannot be told apart: this Linux has no /proc/<pid>/schedstat.',
      }),
      ...(missing.has('switches') && { switches: `Context switches are not told: ${right}.` }),
      ...(channels.named === 0 &&
        channels.unnamed >= unnamedEnough && { waitChannel: `What a thread sleeps for is not told: ${right}.` }),
    };
  }
}

function gone({ pid }: ProcessKey): ThreadlabError {
  return new ThreadlabError(
    'processGone',
    `Process ${pid} has ended; its number may belong to another now. Nothing is sampled.`,
  );
}
