/**
 * The backend's side of the lanes: starts their worker when somebody looks at some, tells it which processes to follow, and keeps
 * what each window has not taken yet. Windows that look at the same process share its samples.
 */
import { Worker } from 'node:worker_threads';
import { ThreadlabError } from '../../../shared/errors.ts';
import { mostLaneProcesses } from '../../../shared/monitor/lanes.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import type { Ratio } from '../../../shared/units/quantity.ts';
import type { LanesAnswer, LanesRequest } from './laneMessages.ts';

export interface LaneWatcher {
  process: ProcessKey;
  /** Batches that it has not taken yet, the oldest first. */
  readonly waiting: Uint8Array[];
  /** There is another batch. */
  changed: () => void;
  fail: (error: unknown) => void;
}

/** A window that takes nothing for so many batches (some ten seconds) misses the oldest. */
const mostWaiting = 50;

interface Followed {
  id: number;
  process: ProcessKey;
  watchers: Set<LaneWatcher>;
}

export class LanesHost {
  readonly #entry: string;
  readonly #budget: () => Ratio;
  readonly #followed = new Map<string, Followed>();
  #worker: Worker | null = null;
  #lastId = 0;
  #sentBudget: Ratio = NaN;

  /** `entry`: path of the built worker, or of its source where Node strips types. `budget`: for all lanes together. */
  constructor(entry: string, budget: () => Ratio) {
    this.#entry = entry;
    this.#budget = budget;
  }

  /** Somebody looks at lanes now. */
  get isFollowing(): boolean {
    return this.#followed.size > 0;
  }

  /** Throws `busy` where too many processes are followed already. */
  add(watcher: LaneWatcher): void {
    const key = keyOf(watcher.process);
    const known = this.#followed.get(key);
    if (known !== undefined) {
      known.watchers.add(watcher);
      return;
    }
    if (this.#followed.size >= mostLaneProcesses) {
      throw new ThreadlabError(
        'busy',
        `Lanes of ${mostLaneProcesses} processes are sampled already, for other windows. Close one of them first.`,
      );
    }
    const id = ++this.#lastId;
    this.#followed.set(key, { id, process: watcher.process, watchers: new Set([watcher]) });
    this.#send();
  }

  remove(watcher: LaneWatcher): void {
    const key = keyOf(watcher.process);
    const followed = this.#followed.get(key);
    if (followed?.watchers.delete(watcher) !== true || followed.watchers.size > 0) return;
    this.#followed.delete(key);
    this.#send();
  }

  async close(): Promise<void> {
    this.#followed.clear();
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #send(): void {
    if (!this.isFollowing && this.#worker === null) return;
    this.#worker ??= this.#start();
    const follow = [...this.#followed.values()].map(({ id, process }) => ({ id, process }));
    const request: LanesRequest = { follow, budget: this.#budget() };
    this.#sentBudget = request.budget;
    this.#worker.postMessage(request);
    // While it rests, it keeps nobody from ending.
    if (this.isFollowing) this.#worker.ref();
    else this.#worker.unref();
  }

  #start(): Worker {
    const worker = new Worker(this.#entry, { name: 'lanes' });
    let cause: unknown = null;
    worker.on('message', (answer: LanesAnswer) => {
      if (worker === this.#worker) this.#take(answer);
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', (status) => {
      if (worker === this.#worker) this.#lose(cause ?? `exit status ${status}`);
    });
    return worker;
  }

  #take(answer: LanesAnswer): void {
    const followed = [...this.#followed.values()].find(({ id }) => id === answer.id);
    if (followed === undefined) return; // it was left meanwhile
    // Nothing follows: it takes no part of the budget, and no place among those that are sampled.
    if (answer.kind === 'failed' || answer.ended) {
      this.#followed.delete(keyOf(followed.process));
      this.#send();
    } else if (this.#budget() !== this.#sentBudget) this.#send();
    if (answer.kind === 'failed') {
      for (const { fail } of followed.watchers) fail(new ThreadlabError(answer.code, answer.message));
      return;
    }
    for (const { waiting, changed } of followed.watchers) {
      waiting.push(answer.bytes);
      if (waiting.length > mostWaiting) waiting.shift();
      changed();
    }
  }

  #lose(cause: unknown): void {
    this.#worker = null;
    const lost = [...this.#followed.values()];
    this.#followed.clear();
    const words = cause instanceof Error ? cause.message : String(cause);
    const error = new ThreadlabError('internal', `Sampling of the threads ended unexpectedly: ${words}`, { cause });
    for (const { watchers } of lost) for (const { fail } of watchers) fail(error);
  }
}

function keyOf({ pid, startTicks }: ProcessKey): string {
  return `${pid} ${startTicks}`;
}
