/** Rates of counters that only grow; what cannot be told is NaN. */
import type { Seconds } from '../../shared/units/quantity.ts';

/** Units per second of a counter. NaN ("not available") before a second reading, or if it ran backwards. */
export function rate(before: number, after: number, elapsed: Seconds): number {
  return elapsed > 0 && after >= before ? (after - before) / elapsed : NaN;
}

/** When something is read. */
export interface Moment {
  /** Number of the pass. */
  pass: number;
  /** Monotonic time of this reading. */
  at: Seconds;
  /**
   * Monotonic time of the last pass, if what is read was born after it: then all that it has counted belongs to the time
   * since. NaN otherwise: a first reading says nothing about when it was counted.
   */
  bornAfter: Seconds;
}

/** A counter of one process or thread, with the rate between its last two readings. */
export class Counter {
  /** As last read; NaN before. */
  value = NaN;
  #at = NaN;
  #pass = NaN;
  #rate = NaN;

  read(value: number, { pass, at, bornAfter }: Moment): void {
    this.#rate = Number.isNaN(this.value) ? rate(0, value, at - bornAfter) : rate(this.value, value, at - this.#at);
    this.value = value;
    this.#at = at;
    this.#pass = pass;
  }

  /** Units per second up to the reading of this pass; NaN if it was not read in it. */
  rateIn(pass: number): number {
    return this.#pass === pass ? this.#rate : NaN;
  }
}
