/**
 * The measured loop of deadlock: philosophers think, take the fork on either side, and eat (E. W. Dijkstra, Hierarchical ordering of
 * sequential processes, Acta Informatica 1, 1971). Between the first fork and the second is as much work as in a meal, so that
 * a cycle has its chance. A rule may prevent it: forks in the order of their numbers, or putting the first one back where the
 * second is not free, or an arbiter that lets all but one sit down.
 *
 * Who has waited for long looks for a cycle of waits (signals/forks.ts). One that is found is looked at again 2 ms later: a deadlock
 * stays. Then the round is broken and the next begins. That neighbours do not eat together is seen by a word of each fork's.
 */
import * as layout from './layout.ts';
import { keepLatency, nextRandom } from './sample.ts';
import {
  beginEating,
  cycleOf,
  endEating,
  GAVE_UP,
  goOnWaiting,
  OVER,
  putFork,
  STUCK,
  takeFork,
  TOOK,
  tryFork,
} from './signals/forks.ts';
import { add } from './signals/kept.ts';
import { acquire, release } from './signals/semaphore.ts';
import { isOver } from './signals/sleep.ts';
import { age, breakRound, claim, gather, isBroken, NOTHING, open } from './signals/table.ts';
import { work } from './work.ts';

export { calibrate } from './calibrate.ts';

/** What is wrong in a planted fault: a cycle is told at every wait, and waits last; the order is not kept; the second fork is not asked for. */
export const SOUND = 0;
export const JUMPY = 1;
export const UNORDERED = 2;
export const GREEDY = 3;

const ARBITER = layout.LOCK;
const ATE = 4;
const STAYS: i64 = 2_000_000;

/** Up to `iterations` meals by the thread of `block`; fewer once the run is over. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, SOUND);
}

export function runWith(block: usize, iterations: i32, fault: i32): void {
  open();
  for (let i = 0; i < iterations && !isOver(); i += 1) {
    if (isBroken() && !gather(load<i32>(layout.PHILOSOPHERS))) break;
    const ended = dine(block, fault);
    if (ended === OVER) break;
    if (ended === ATE) add(block, layout.ACQUISITIONS, 1);
  }
}

/** 0 when the arbiter has all its places back. */
export function probe(_block: usize): i32 {
  return atomic.load<i32>(ARBITER);
}

function dine(block: usize, fault: i32): i32 {
  const me = load<i32>(block, layout.NUMBER);
  const philosophers = load<i32>(layout.PHILOSOPHERS);
  const rule = load<i32>(layout.RULE);
  spend(block, load<i32>(block, layout.THINK_STEPS));
  if (rule === layout.RULE_ARBITER && acquire(ARBITER, philosophers - 1) < 0) return OVER;
  const ended = takeBoth(block, me, philosophers, rule, fault);
  if (rule === layout.RULE_ARBITER) release(ARBITER);
  return ended;
}

function takeBoth(block: usize, me: i32, philosophers: i32, rule: i32, fault: i32): i32 {
  const left = me - 1;
  const right = me % philosophers;
  const ordered = rule === layout.RULE_ORDERED && fault !== UNORDERED;
  const first = ordered ? min<i32>(left, right) : left;
  const second = ordered ? max<i32>(left, right) : right;
  const taken = takeOrBreak(block, me, first, philosophers, fault);
  if (taken !== TOOK) return taken;
  spend(block, load<i32>(block, layout.SECTION_STEPS));
  if (fault === JUMPY) atomic.wait<i32>(NOTHING, 0, STAYS); // so that others do wait
  let ended = TOOK;
  if (rule === layout.RULE_TRY_LOCK) ended = tryFork(me, second) ? TOOK : GAVE_UP;
  else if (fault !== GREEDY) {
    store<u64>(block, <u64>((first + 1) * 256 + second + 1), layout.FORK_ORDER);
    ended = takeOrBreak(block, me, second, philosophers, fault);
  }
  if (ended === TOOK) {
    eat(block, me, first, second);
    if (fault !== GREEDY) putFork(me, second);
  }
  putFork(me, first);
  // Who puts his fork back waits for a while of chance, or all would take and put in step (a livelock).
  if (ended === GAVE_UP) spend(block, <i32>(nextRandom(block) & 3) * load<i32>(block, layout.SECTION_STEPS));
  return ended === TOOK ? ATE : ended;
}

/** Takes the fork, and breaks the round where it will never come. */
function takeOrBreak(block: usize, me: i32, fork: i32, philosophers: i32, fault: i32): i32 {
  let found = takeFork(me, fork);
  while (found === STUCK) {
    const length = cycleOf(me, philosophers);
    if ((length > 0 || fault === JUMPY) && claim()) tellCycle(block, me, length, philosophers);
    found = goOnWaiting(me, fork);
  }
  return found;
}

function tellCycle(block: usize, me: i32, length: i32, philosophers: i32): void {
  const found = age();
  atomic.wait<i32>(NOTHING, 0, STAYS);
  const stands = length > 0 && cycleOf(me, philosophers) === length;
  if (!stands && isOver()) return; // they went because the run is over
  if (!stands) add(block, layout.FALSE_CYCLES, 1);
  keepLatency(block, found);
  add(block, layout.CYCLES, 1);
  add(block, layout.CYCLE_LENGTHS, length);
  breakRound();
}

function eat(block: usize, me: i32, first: i32, second: i32): void {
  add(block, layout.VIOLATIONS, beginEating(me, first) + beginEating(me, second));
  spend(block, load<i32>(block, layout.SECTION_STEPS));
  add(block, layout.VIOLATIONS, endEating(me, first) + endEating(me, second));
}

function spend(block: usize, steps: i32): void {
  store<u64>(block, work(load<u64>(block, layout.CHAIN), steps), layout.CHAIN);
}
