/**
 * Readers and writers: many readers inside together, a writer alone. P.-J. Courtois, F. Heymans, D. L. Parnas, Concurrent control with
 * "readers" and "writers", CACM 14(10), 1971: problem 1 (a reader never waits for a writer that is not inside) and problem 2 (a
 * writer that waits keeps further readers out), here over one word and a futex rather than over semaphores.
 * `lock`: i32 readers inside, or -1 of a writer; i32 writers that wait; i32 count of departures, on which all sleep; i32 sleepers.
 * Wasm atomics are sequentially consistent, which is needed here: who waits reads the departures first and then looks at the
 * state; who leaves changes the state first and then the departures. So a departure is never slept through.
 */
import { isOver, sleepWhile } from './sleep.ts';

const WRITERS_WAITING: usize = 4;
const DEPARTURES: usize = 8;
const SLEEPERS: usize = 12;
const WRITER = -1;

/** Whether it is held; false: the run is over. `writersFirst`: problem 2. */
export function acquireRead(lock: usize, writersFirst: bool): bool {
  while (!isOver()) {
    const departures = atomic.load<i32>(lock, DEPARTURES);
    const readers = atomic.load<i32>(lock);
    const kept = readers === WRITER || (writersFirst && atomic.load<i32>(lock, WRITERS_WAITING) > 0);
    if (kept) sleepUntilDeparture(lock, departures);
    else if (atomic.cmpxchg<i32>(lock, readers, readers + 1) === readers) return true;
  }
  return false;
}

export function releaseRead(lock: usize): void {
  if (atomic.sub<i32>(lock, 1) === 1) depart(lock); // the last one: only now may a writer come
}

/** Whether it is held; false: the run is over. */
export function acquireWrite(lock: usize): bool {
  atomic.add<i32>(lock, 1, WRITERS_WAITING);
  let held = false;
  while (!held && !isOver()) {
    const departures = atomic.load<i32>(lock, DEPARTURES);
    held = atomic.cmpxchg<i32>(lock, 0, WRITER) === 0;
    if (!held) sleepUntilDeparture(lock, departures);
  }
  atomic.sub<i32>(lock, 1, WRITERS_WAITING);
  return held;
}

export function releaseWrite(lock: usize): void {
  atomic.store<i32>(lock, 0); // after the section's writes: whoever sees 0 sees them too
  depart(lock);
}

/** All are woken: which of them may come in is for each to see. */
function depart(lock: usize): void {
  atomic.add<i32>(lock, 1, DEPARTURES);
  if (atomic.load<i32>(lock, SLEEPERS) > 0) atomic.notify(lock + DEPARTURES);
}

function sleepUntilDeparture(lock: usize, departures: i32): void {
  atomic.add<i32>(lock, 1, SLEEPERS);
  sleepWhile(lock + DEPARTURES, departures);
  atomic.sub<i32>(lock, 1, SLEEPERS);
}
