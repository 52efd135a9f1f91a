/** The shared memory as a loop in plain JavaScript sees it, and the steps that all such loops have in common. */
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { bucketOf } from '../../../../shared/statistics/histogram.ts';

/** i32 by address / 4, u64 by address / 8. */
export interface ScriptMemory {
  words: Int32Array;
  longs: BigUint64Array;
}

/** `longs[index]++` as it is written: read, add, write. */
export function add(longs: BigUint64Array, index: number): void {
  longs[index] = long(longs, index) + 1n;
}

/** A plain read: no atomic step may order the increments. */
export function long(longs: BigUint64Array, index: number): bigint {
  const value = longs[index];
  if (value === undefined) throw outside(8 * index);
  return value;
}

/** An i32 that no other thread writes meanwhile. */
export function word(words: Int32Array, address: number): number {
  const value = words[address / 4];
  if (value === undefined) throw outside(address);
  return value;
}

function outside(address: number): ThreadlabError {
  return new ThreadlabError('internal', `There is no counter at ${address}.`);
}

/** A chain of dependent steps of 32 bits, whose result reaches a checksum. */
export function work(chain: number, steps: number): number {
  let now = chain;
  for (let i = 0; i < steps; i += 1) now = (Math.imul(now, 1664525) + 1013904223) | 0;
  return now;
}

/** As kernels do it for the runner: the work alone. */
export function calibrate(longs: BigUint64Array, block: number, steps: number, repeats: number): void {
  let chain = block;
  for (let i = 0; i < repeats; i += 1) chain = work(chain, steps);
  keepChain(longs, block, chain);
}

/** So that no compiler leaves the work out. */
export function keepChain(longs: BigUint64Array, block: number, chain: number): void {
  longs[(block + layout.CHAIN) / 8] = BigInt(chain >>> 0);
}

/** Counts a whole number in the histogram at `counts`. One below 0, which a broken lock can give, counts as 0. */
export function keep(longs: BigUint64Array, counts: number, maximum: number, value: number): void {
  const steps = Math.max(0, value);
  add(longs, counts / 8 + bucketOf(steps));
  if (BigInt(steps) > long(longs, maximum)) longs[maximum] = BigInt(steps);
}

/** Turns until the next sample: uniform, so that no rhythm of the loop is followed. */
export function nextGap(words: Int32Array, block: number): number {
  return 1 + Math.floor(Math.random() * (2 * word(words, block + layout.SAMPLE_EVERY) - 1));
}
