/**
 * The approximate ("sloppy") counter: a thread counts for itself and hands over to the shared counter when it has
 * THRESHOLD. The shared counter is then behind by less than threads x THRESHOLD, and is what is read.
 * R. and A. Arpaci-Dusseau, Operating Systems: Three Easy Pieces, chapter 29, figure 29.4, where the local counts are a CPU's
 * and so have a lock each; here they are a thread's and need none, and the hand-over is one atomic addition.
 */
import { GUARDED_COUNT, SHARD, THRESHOLD } from '../layout.ts';

export const BATCH = 64;

export function increment(block: usize): void {
  let own = load<u64>(block, SHARD) + 1;
  if (own >= <u64>load<i32>(block, THRESHOLD)) {
    atomic.add<u64>(GUARDED_COUNT, own);
    own = 0;
  }
  store<u64>(block, own, SHARD);
}

export function held(_block: usize): i32 {
  return 0;
}
