/** The working set of one side of context-switch. */
import type { Bytes } from '../../../../shared/units/quantity.ts';

/** A cache line of most CPUs, bytes. */
const touchedEvery = 64;

/** Writes to each line of a set of its own. */
export function touchesOf(size: Bytes): () => void {
  const set = new Uint8Array(size).fill(1);
  return () => {
    for (let at = 0; at < size; at += touchedEvery) set[at] = (set[at] ?? 0) + 1;
  };
}
