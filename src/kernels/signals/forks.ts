/**
 * Forks of dining philosophers: a lock each, of which the owner is known, so that who waits for whom can be followed. A wait that lasts
 * looks for a cycle of waits, as databases do (E. Coffman, M. Elphick, A. Shoshani, System deadlocks, Computing Surveys 3(2), 1971).
 * A fork: i32 number of its owner (0: free), on which all sleep; i32 number of who eats with it. A line each.
 *
 * A cycle is followed twice. A philosopher counts its changes before and after each: where both times all counts and all waits are
 * the same, there was a moment between at which all of them waited, each for the next, and none of them can go on.
 */
import { BYPASS, CHANGES, LINE, THREAD_SIZE, THREADS, WAITS_FOR } from '../layout.ts';
import { isOver } from './sleep.ts';
import { BROKEN, FORKS, ROUND } from './table.ts';

export const TOOK = 0;
export const OVER = 1;
export const GAVE_UP = 2;
export const STUCK = 3;

const EATER: usize = 4;
/** Nanoseconds that a wait lasts before it looks for a cycle. */
const LOOK: i64 = 1_000_000;

export function blockOf(philosopher: i32): usize {
  return THREADS + <usize>(philosopher - 1) * THREAD_SIZE;
}

export function forkAt(fork: i32): usize {
  return FORKS + <usize>fork * LINE;
}

export function tryFork(me: i32, fork: i32): bool {
  return atomic.cmpxchg<i32>(forkAt(fork), 0, me) === 0;
}

/** TOOK; OVER: the run is over; GAVE_UP: others have found a deadlock; STUCK: the wait has lasted, and `fork` is still waited for. */
export function takeFork(me: i32, fork: i32): i32 {
  if (tryFork(me, fork)) return TOOK;
  const block = blockOf(me);
  atomic.store<u64>(block, <u64>(fork + 1), WAITS_FOR);
  change(block);
  return goOnWaiting(me, fork);
}

export function goOnWaiting(me: i32, fork: i32): i32 {
  const at = forkAt(fork);
  let found = STUCK;
  let lasted = false;
  while (!lasted) {
    if (tryFork(me, fork)) found = TOOK;
    else if (isOver()) found = OVER;
    else if (atomic.load<i32>(BROKEN) > atomic.load<i32>(ROUND)) found = GAVE_UP;
    if (found !== STUCK) break;
    const owner = atomic.load<i32>(at);
    lasted = owner !== 0 && atomic.wait<i32>(at, owner, LOOK) === 2; // 2: nobody has woken it
  }
  if (found !== STUCK) {
    const block = blockOf(me);
    change(block);
    atomic.store<u64>(block, 0, WAITS_FOR);
    change(block);
  }
  return found;
}

export function putFork(me: i32, fork: i32): void {
  change(blockOf(me));
  atomic.store<i32>(forkAt(fork), 0);
  atomic.notify(forkAt(fork), 1);
}

/** How many philosophers wait in a circle of which `me` is one; 0: none that is certain. */
export function cycleOf(me: i32, philosophers: i32): i32 {
  const length = follow(me, philosophers, false);
  return length > 0 && follow(me, philosophers, true) === length ? length : 0;
}

/** 1 where another is eating with this fork; and this one says that it is. */
export function beginEating(me: i32, fork: i32): u64 {
  const eater = atomic.load<i32>(forkAt(fork), EATER);
  atomic.store<i32>(forkAt(fork), me, EATER);
  return eater === 0 ? 0 : 1;
}

/** 1 where another has begun meanwhile. */
export function endEating(me: i32, fork: i32): u64 {
  const eater = atomic.load<i32>(forkAt(fork), EATER);
  atomic.store<i32>(forkAt(fork), 0, EATER);
  return eater === me ? 0 : 1;
}

/**
 * Walks along the waits until it comes back, at most once round the table: how many it passed; 0 where somebody does not wait. It leaves
 * each owner and count of changes in the walker's own block; `again`: they must be those that lie there.
 */
function follow(me: i32, philosophers: i32, again: bool): i32 {
  let at = me;
  for (let passed = 1; passed <= philosophers; passed += 1) {
    const block = blockOf(at);
    const changes = atomic.load<u64>(block, CHANGES); // before what it waits for
    const wanted = <i32>atomic.load<u64>(block, WAITS_FOR);
    const owner = wanted === 0 ? 0 : atomic.load<i32>(forkAt(wanted - 1));
    if (owner === 0) return 0;
    const seen = blockOf(me) + BYPASS + <usize>passed * 16; // there is no bypass to be counted here
    if (again && (load<u64>(seen) !== changes || load<u64>(seen, 8) !== <u64>owner)) return 0;
    store<u64>(seen, changes);
    store<u64>(seen, <u64>owner, 8);
    at = owner;
    if (at === me) return passed;
  }
  return 0;
}

function change(block: usize): void {
  atomic.add<u64>(block, 1, CHANGES);
}
