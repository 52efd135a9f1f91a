/**
 * Barrier: nobody goes on before all parties have come. The centralised barrier of J. Mellor-Crummey, M. Scott, ACM TOCS 9(1), 1991,
 * algorithm 7, after D. Hensgen, R. Finkel, U. Manber, International Journal of Parallel Programming 17(1), 1988; with a count of
 * generations where they reverse a sense, and a sleep where they spin.
 * `barrier`: i32 parties that have come, i32 generation, on which all sleep.
 * Wasm atomics are sequentially consistent. What is needed: the last party sets the count back before it lets the others go, for
 * they come again at once; and what a party wrote before it came is seen by all that go on.
 */
import { isOver, sleepWhile } from './sleep.ts';

const GENERATION: usize = 4;

/** Whether all have come; false: the run is over. */
export function awaitAll(barrier: usize, parties: i32): bool {
  const generation = atomic.load<i32>(barrier, GENERATION); // cannot change before this party has come
  if (atomic.add<i32>(barrier, 1) + 1 >= parties) {
    atomic.store<i32>(barrier, 0);
    atomic.add<i32>(barrier, 1, GENERATION);
    atomic.notify(barrier + GENERATION);
    return true;
  }
  while (atomic.load<i32>(barrier, GENERATION) === generation) {
    if (isOver()) return false;
    sleepWhile(barrier + GENERATION, generation);
  }
  return true;
}
