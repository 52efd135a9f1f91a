/** How a thread of a signal's loop sleeps: never so long that it would not see the end of the run. */
import { PHASE, PHASE_STOP } from '../layout.ts';

/** Nanoseconds. Nobody who is woken as he should be sleeps so long; one who is not has slept for all to see. */
const LONGEST: i64 = 50_000_000;

/** Returns when the word no longer holds `expected`, when it was notified, or after a while: look again. */
export function sleepWhile(word: usize, expected: i32): void {
  atomic.wait<i32>(word, expected, LONGEST);
}

export function isOver(): bool {
  return atomic.load<i32>(PHASE) >= PHASE_STOP;
}

/** Sleeps until a word that only grows has reached `wanted`; false: the run is over. */
export function reach(word: usize, wanted: i32): bool {
  let now = atomic.load<i32>(word);
  while (now < wanted) {
    if (isOver()) return false;
    sleepWhile(word, now);
    now = atomic.load<i32>(word);
  }
  return true;
}
