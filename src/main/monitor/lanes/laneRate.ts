/** How often the threads of one process are sampled: as often as the allowed CPU pays for, in steps, so that the rate seldom changes. */
import type { Hertz, Ratio, Seconds } from '../../../shared/units/quantity.ts';

const rates = [50, 25, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1] as const satisfies readonly Hertz[];
/** CPU time before it is measured: of a sample, and of a thread in it, whose files take 3 to 7 µs. */
const expected = { sample: 200e-6, thread: 6e-6 } satisfies Record<string, Seconds>;
const slowest: Hertz = 0.1;
/** The first sample opens files, and the next few run code that is not compiled yet: of many threads the first does all of that. */
const warmUp = { samples: 5, fromRate: 5 satisfies Hertz };
const newestWeight = 0.1;
/** Up a step only with room to spare, so that it does not swing. */
const spare = 1.3;

export class LaneRate {
  #rate: Hertz | null = null;
  #cost: Seconds = NaN;
  #samples = 0;

  /** CPU time of one sample, its moving mean; NaN before it is known. */
  get cost(): Seconds {
    return this.#cost;
  }

  /** Samples a second for so many threads, at this share of a core. */
  plan(threads: number, share: Ratio): Hertz {
    const guess = expected.sample + threads * expected.thread;
    const affordable = share / (Number.isNaN(this.#cost) ? guess : this.#cost);
    const fits = (room: number) => rates.find((rate) => rate * room <= affordable) ?? slowest;
    const now = this.#rate;
    this.#rate = now !== null && fits(1) > now ? Math.max(now, fits(spare)) : fits(1);
    return this.#rate;
  }

  /** Takes in what a sample cost in CPU time. */
  spent(cost: Seconds): void {
    this.#samples += 1;
    if (this.#samples <= ((this.#rate ?? 0) >= warmUp.fromRate ? warmUp.samples : 1)) return;
    this.#cost = Number.isNaN(this.#cost) ? cost : this.#cost + newestWeight * (cost - this.#cost);
  }
}
