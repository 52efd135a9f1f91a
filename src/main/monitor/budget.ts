/**
 * Keeps reading under the CPU that the user allows it: over it, dear files are read for rows on the screen only; still over it,
 * the interval grows. From time to time it tries whether all fits again.
 */
import type { Ratio, Seconds } from '../../shared/units/quantity.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatRatio } from '../../shared/units/format.ts';
import type { Detail } from './processTable.ts';

/** One dear pass may be the machine's doing. */
const passesBeforeReducing = 3;
const passesBeforeRetry = 60;
const newestWeight = 0.3; // of the moving mean of a pass's cost: about the last six count
const longestInterval: Seconds = 60;

export interface BudgetPlan {
  detail: Detail;
  /** Seconds from the begin of this pass to that of the next. */
  interval: Seconds;
}

export class Budget {
  #dearFiles: Detail['dearFiles'] = 'all';
  #cost: Seconds = NaN;
  #over = 0;
  #passes = 0;

  /** What the next pass may read, for an asked interval and the allowed share of a core. */
  plan(asked: Seconds, share: Ratio): BudgetPlan {
    const affordable = this.#cost / share;
    const grows = this.#dearFiles === 'visible' && affordable > asked;
    const interval = grows ? Math.min(affordable, Math.max(asked, longestInterval)) : asked;
    return { detail: { dearFiles: this.#dearFiles, reason: this.#reason(asked, interval, share) }, interval };
  }

  /** Takes in what a pass cost in CPU time. The caller leaves out the first passes, which cost more. */
  spent(cost: Seconds, asked: Seconds, share: Ratio): void {
    this.#cost = Number.isNaN(this.#cost) ? cost : this.#cost + newestWeight * (cost - this.#cost);
    this.#passes += 1;
    if (this.#dearFiles === 'all') {
      this.#over = this.#cost > share * asked ? this.#over + 1 : 0;
      if (this.#over >= passesBeforeReducing) this.#change('visible', 0);
    } else if (this.#passes >= passesBeforeRetry) {
      this.#change('all', passesBeforeReducing - 1);
    }
  }

  #change(dearFiles: Detail['dearFiles'], over: number): void {
    this.#dearFiles = dearFiles;
    this.#cost = NaN;
    this.#over = over;
    this.#passes = 0;
  }

  #reason(asked: Seconds, interval: Seconds, share: Ratio): string | null {
    if (this.#dearFiles === 'all') return null;
    const grown =
      interval > asked ? ` One pass in ${formatSeconds(interval, 2)} instead of ${formatSeconds(asked, 2)}.` : '';
    return `To stay under ${formatRatio(share)} of a core, dear columns are read for the rows on the screen only.${grown}`;
  }
}
