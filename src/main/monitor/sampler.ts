/** Passes at the asked interval while somebody watches, under the budget. Each begins when the last has been delivered. */
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import { encodeSnapshot } from '../../shared/monitor/snapshotCodec.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { Budget } from './budget.ts';
import { threadCpuTime } from './ownCost.ts';
import type { PassSource } from './passSource.ts';
import { asksForMore } from './unionRequest.ts';
import type { SamplerRequest } from './samplerMessages.ts';

export interface SamplerOptions {
  /** Throws `notSupported` where nothing can be read. */
  createPasses: () => Promise<PassSource>;
  /** Shown with the first passes: why the sampler was started again; null if it was not. */
  notice: string | null;
  deliver: (bytes: Uint8Array<ArrayBuffer>) => void;
  fail: (error: unknown) => void;
}

/** What is asked anew is read soon, but two passes keep this distance: a rate over less is mostly rounding. */
const shortestPause: Seconds = 0.1;
const noticePasses = 30;
/** The first pass opens every file, and the next few run code that is not compiled yet: their cost says little. */
const warmUpPasses = 5;
/** How long a pass waits for command lines and the like: the first has all of them to read, the others those of new processes. */
const firstPatience: Seconds = 0.25;
const patience: Seconds = 0.02;

export class Sampler {
  readonly #options: SamplerOptions;
  #request: SamplerRequest = { watch: null, budget: 1 };
  #passes: PassSource | null = null;
  #budget = new Budget();
  #count = 0;
  #timer: NodeJS.Timeout | null = null;
  #isReading = false;
  #begun: Seconds = -Infinity;

  constructor(options: SamplerOptions) {
    this.#options = options;
  }

  /** What is watched from now on. */
  request(request: SamplerRequest): void {
    const before = this.#request.watch;
    this.#request = request;
    if (this.#isReading) return; // the pass that is under way ends with the schedule
    if (request.watch === null) this.#rest();
    else this.#schedule(request.watch, before === null || asksForMore(before, request.watch));
  }

  #schedule(watch: WatchRequest, soon: boolean): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const { interval } = this.#budget.plan(watch.interval, this.#request.budget);
    const pause = soon ? shortestPause : interval;
    const wait = Math.max(0, this.#begun + pause - now());
    this.#timer = setTimeout(() => void this.#pass(), wait * 1e3);
  }

  async #pass(): Promise<void> {
    this.#timer = null;
    const { watch, budget } = this.#request;
    if (watch === null) return;
    this.#isReading = true;
    try {
      await this.#read(watch, budget);
    } catch (error) {
      this.#isReading = false;
      this.#rest();
      this.#options.fail(error);
      return;
    }
    this.#isReading = false;
    const next = this.#request.watch;
    if (next === null) this.#rest();
    else this.#schedule(next, asksForMore(watch, next));
  }

  async #read(watch: WatchRequest, share: number): Promise<void> {
    this.#passes ??= await this.#options.createPasses();
    const before = threadCpuTime();
    this.#begun = now();
    const { detail } = this.#budget.plan(watch.interval, share);
    const notice = this.#count < noticePasses ? this.#options.notice : null;
    const reason = [notice, detail.reason].filter((words) => words !== null).join(' ') || null;
    await this.#passes.collect(watch, { ...detail, reason });
    await this.#passes.settled(this.#count === 0 ? firstPatience : patience);
    const bytes = encodeSnapshot(this.#passes.snapshot());
    if (this.#count >= warmUpPasses) this.#budget.spent(threadCpuTime() - before, watch.interval, share);
    this.#count += 1;
    this.#options.deliver(bytes);
  }

  /** Closes every file and forgets what was followed: the next pass is a first one again. */
  #rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#passes?.close();
    this.#passes = null;
    this.#budget = new Budget();
    this.#count = 0;
    this.#begun = -Infinity;
  }
}

function now(): Seconds {
  return performance.now() * 1e-3;
}
