/** Samples one process at the rate that its threads and the budget allow, and hands over what came together. */
import type { Hertz, Ratio, Seconds } from '../../../shared/units/quantity.ts';
import { LaneRate } from './laneRate.ts';
import type { LaneSampler } from './laneSampler.ts';
import { threadCpuTime } from '../ownCost.ts';

/** A window draws some five times a second. */
const betweenBatches: Seconds = 0.2;
/** The achieved rate is that of so long. */
const rateWindow: Seconds = 2;

export interface LaneFollowerOptions {
  sampler: LaneSampler;
  /** Share of one core. */
  budget: Ratio;
  deliver: (bytes: Uint8Array<ArrayBuffer>, ended: boolean) => void;
  fail: (error: unknown) => void;
}

export class LaneFollower {
  /** Share of one core that it may take. */
  budget: Ratio;
  readonly #options: LaneFollowerOptions;
  readonly #rate = new LaneRate();
  readonly #times: Seconds[] = [];
  #timer: NodeJS.Timeout | null = null;
  #used: Seconds = NaN;
  #due: Seconds = now();
  #handedOver: Seconds = -Infinity;

  constructor(options: LaneFollowerOptions) {
    this.#options = options;
    this.budget = options.budget;
    this.#step();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#options.sampler.close();
  }

  #step(): void {
    const { sampler, fail } = this.#options;
    const at = now();
    // All that this thread did since the last sample began: reading, encoding, handing over, its timers.
    const used = threadCpuTime();
    if (!Number.isNaN(this.#used)) this.#rate.spent(used - this.#used);
    this.#used = used;
    try {
      sampler.sample(at);
      this.#times.push(at);
      const rate = this.#rate.plan(sampler.threads, this.budget);
      if (sampler.ended || at - this.#handedOver >= betweenBatches) this.#handOver(at, rate);
      if (sampler.ended) return;
      // What came too late is not made up for.
      this.#due = Math.max(this.#due + 1 / rate, now());
      this.#timer = setTimeout(() => this.#step(), Math.max(0, this.#due - now()) * 1e3);
    } catch (error) {
      fail(error);
    }
  }

  #handOver(at: Seconds, rate: Hertz): void {
    const times = this.#times;
    // Of a slow rate the last two samples at least.
    while (times.length > 2 && (times[0] ?? at) < at - rateWindow) times.shift();
    const span = at - (times[0] ?? at);
    const achieved = span > 0 ? (times.length - 1) / span : null;
    const cost = achieved === null || Number.isNaN(this.#rate.cost) ? null : this.#rate.cost * achieved;
    const { sampler } = this.#options;
    const bytes = sampler.take({ rate, achieved, cost });
    if (bytes !== null) this.#options.deliver(bytes, sampler.ended);
    this.#handedOver = at;
  }
}

function now(): Seconds {
  return performance.now() * 1e-3;
}
