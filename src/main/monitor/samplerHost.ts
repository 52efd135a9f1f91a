/**
 * The backend's side of the sampler worker: starts it when somebody watches, gives it the union of what is asked, starts it again after a
 * crash. Watchers go on with its first pass; a worker that crashes again and again is given up, and they are told.
 */
import { Worker } from 'node:worker_threads';
import { ThreadlabError } from '../../shared/errors.ts';
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { Ratio, Seconds } from '../../shared/units/quantity.ts';
import type { SamplerAnswer, SamplerRequest, SamplerStart } from './samplerMessages.ts';
import { unionRequest } from './unionRequest.ts';

export interface Watcher {
  request: WatchRequest;
  /** There is a newer snapshot. */
  changed: () => void;
  fail: (error: unknown) => void;
}

/** A worker that ends more often than this within the window has a fault that a new start does not mend. */
const restarts = { most: 3, within: 60 satisfies Seconds };

export class SamplerHost {
  /** The newest snapshot; null before the first. */
  newest: Uint8Array<ArrayBuffer> | null = null;
  readonly #entry: string;
  readonly #budget: () => Ratio;
  readonly #watchers = new Set<Watcher>();
  #worker: Worker | null = null;
  #crashes: Seconds[] = [];
  #sentBudget: Ratio = NaN;

  /** `entry`: path of the built worker, or of its source where Node strips types. */
  constructor(entry: string, budget: () => Ratio) {
    this.#entry = entry;
    this.#budget = budget;
  }

  /** Starts the worker, which rests until somebody watches. */
  prepare(): void {
    this.#worker ??= this.#start(null);
    this.#worker.unref();
  }

  add(watcher: Watcher): void {
    this.#watchers.add(watcher);
    this.#send();
  }

  remove(watcher: Watcher): void {
    if (this.#watchers.delete(watcher)) this.#send();
  }

  /** A watcher's request has changed. */
  update(): void {
    this.#send();
  }

  async close(): Promise<void> {
    this.#watchers.clear();
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #send(): void {
    const watch = unionRequest([...this.#watchers].map(({ request }) => request));
    if (watch === null) this.newest = null;
    if (watch === null && this.#worker === null) return;
    this.#worker ??= this.#start(null);
    const request: SamplerRequest = { watch, budget: this.#budget() };
    this.#sentBudget = request.budget;
    this.#worker.postMessage(request);
    // While it rests, it keeps nobody from ending.
    if (watch === null) this.#worker.unref();
    else this.#worker.ref();
  }

  #start(notice: string | null): Worker {
    const workerData: SamplerStart = { notice };
    const worker = new Worker(this.#entry, { workerData, name: 'sampler' });
    let cause: unknown = null;
    worker.on('message', (answer: SamplerAnswer) => {
      if (worker === this.#worker) this.#take(answer);
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', (status) => {
      if (worker === this.#worker) this.#restart(cause ?? `exit status ${status}`);
    });
    return worker;
  }

  #take(answer: SamplerAnswer): void {
    if (this.#watchers.size === 0) return;
    if (answer.kind === 'failed') {
      this.#failAll(new ThreadlabError(answer.code, answer.message));
      return;
    }
    this.newest = answer.bytes;
    for (const { changed } of this.#watchers) changed();
    if (this.#budget() !== this.#sentBudget) this.#send();
  }

  #restart(cause: unknown): void {
    this.#worker = null;
    this.newest = null;
    const now = performance.now() * 1e-3;
    this.#crashes = [...this.#crashes.filter((at) => now - at < restarts.within), now];
    if (this.#watchers.size === 0) return;
    const words = cause instanceof Error ? cause.message : String(cause);
    if (this.#crashes.length > restarts.most) {
      const message = `Reading the processes failed again and again and was given up. The last reason: ${words}`;
      this.#failAll(new ThreadlabError('internal', message, { cause }));
      return;
    }
    this.#worker = this.#start(`The sampler ended unexpectedly and was started again (${words}).`);
    this.#send();
  }

  #failAll(error: ThreadlabError): void {
    const watchers = [...this.#watchers];
    this.#watchers.clear();
    this.#send();
    for (const { fail } of watchers) fail(error);
  }
}
