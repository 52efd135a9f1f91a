/** The pages of memory-sharing that are written, spread evenly over a region: one byte of each by each of the two. */
import type { Bytes, Ratio } from '../../../../shared/units/quantity.ts';

/** The least page of any Linux; Node does not tell its own. */
export const pageBytes: Bytes = 4096;
/** Pages between two notes of how many were written. */
const noteEvery = 256;

/** Where in its pages each of the two writes. */
export const sides = { other: 0, main: 1 } as const;
const mark = 1;

/** Addresses of the pages in a region of `size`. */
export function writtenPages(size: Bytes, share: Ratio): number[] {
  const all = Math.floor(size / pageBytes);
  const count = Math.round(all * share);
  return Array.from({ length: count }, (_, i) => Math.floor((i * all) / count) * pageBytes);
}

/** `note` is told the count now and then, and at the end. */
export function writePages(
  bytes: Uint8Array,
  pages: readonly number[],
  side: number,
  note: (written: number) => void = () => undefined,
): void {
  for (let from = 0; from < pages.length; from += noteEvery) {
    const until = Math.min(pages.length, from + noteEvery);
    for (let i = from; i < until; i += 1) bytes[(pages[i] ?? 0) + side] = mark;
    note(until);
  }
}

/** How many of the writes of a side are there. */
export function countPages(bytes: Uint8Array, pages: readonly number[], side: number): number {
  return pages.reduce((sum, page) => sum + Number(bytes[page + side] === mark), 0);
}
