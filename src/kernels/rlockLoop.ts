/**
 * The measured loop of rlock: the first thread takes the lock as often as asked and gives it back as often; nobody competes.
 *
 * Before the first turn it is tried out, by two threads that take turns: taken twice by one thread, with a limit to the wait; held
 * until it was given back as often as taken; given back by a thread that does not hold it. Where the second acquisition does not
 * get in, the loop takes the lock once in each turn.
 */
import { milliseconds } from './clock.ts';
import * as layout from './layout.ts';
import { acquire, giveBack, tryAcquire } from './signals/ownedLock.ts';
import { isOver, reach, sleepWhile } from './signals/sleep.ts';

const LOCK = layout.LOCK;
/** How far the trial has come (i32), and a word that nobody writes. */
const STEP: usize = layout.SHARED_LINES;
const NOTHING: usize = layout.SHARED_LINES + 128;
/** So long a second acquisition may wait before it counts as blocked; a look in between. */
const LIMIT_MILLISECONDS = 50;
const LOOK: i64 = 5_000_000;

/** Up to `iterations` turns by the thread of `block`. `fault`: what the lock does wrong, as signals/ownedLock.ts names it. */
export function runWith(block: usize, iterations: i32, recursive: bool, fault: i32): void {
  const me = load<i32>(block, layout.NUMBER);
  if (me !== 1) {
    if (load<u64>(block, layout.ALL_TRIED) === 0) tryAsOther(block, me, recursive, fault);
    store<u64>(block, 1, layout.ALL_TRIED);
    while (!isOver()) sleepWhile(NOTHING, 0);
    return;
  }
  if (load<u64>(block, layout.ALL_TRIED) === 0) tryOut(block, me, recursive, fault);
  const depth = depthOf(block);
  let turns = load<u64>(block, layout.ACQUISITIONS);
  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    for (let taken = 0; taken < depth; taken += 1) acquire(LOCK, me, recursive);
    for (let taken = 0; taken < depth; taken += 1) giveBack(LOCK, me, recursive, fault);
    turns += 1;
    store<u64>(block, turns, layout.ACQUISITIONS);
  }
}

/** 0 when it is free. */
export function probe(_block: usize): i32 {
  return atomic.load<i32>(LOCK);
}

function depthOf(block: usize): i32 {
  return load<u64>(block, layout.TAKEN_TWICE) === layout.TWICE_REENTERED ? load<i32>(layout.DEPTH) : 1;
}

function tryOut(block: usize, me: i32, recursive: bool, fault: i32): void {
  acquire(LOCK, me, recursive);
  const again = tryForAWhile(me, recursive);
  store<u64>(block, again ? layout.TWICE_REENTERED : layout.TWICE_BLOCKED, layout.TAKEN_TWICE);
  if (again) giveBack(LOCK, me, recursive, fault);
  giveBack(LOCK, me, recursive, fault);

  const depth = depthOf(block);
  for (let taken = 0; taken < depth; taken += 1) acquire(LOCK, me, recursive);
  for (let taken = 1; taken < depth; taken += 1) giveBack(LOCK, me, recursive, fault);
  handOver(1); // the other tries: still held
  giveBack(LOCK, me, recursive, fault);
  handOver(3); // the other tries: free
  if (recursive) {
    acquire(LOCK, me, recursive);
    handOver(5); // the other gives it back, though it does not hold it
    giveBack(LOCK, me, recursive, fault);
  }
  store<u64>(block, 1, layout.ALL_TRIED);
}

function tryAsOther(block: usize, me: i32, recursive: bool, fault: i32): void {
  if (!reach(STEP, 1)) return;
  keepTry(block, layout.GOT_HELD, me, recursive, fault);
  advance(2);
  if (!reach(STEP, 3)) return;
  keepTry(block, layout.GOT_FREE, me, recursive, fault);
  advance(4);
  if (!recursive || !reach(STEP, 5)) return;
  const refused = !giveBack(LOCK, me, recursive, fault);
  const isHeld = atomic.load<i32>(LOCK) !== 0;
  store<u64>(block, u64(refused && isHeld), layout.FOREIGN_REFUSED);
  advance(6);
}

function keepTry(block: usize, offset: usize, me: i32, recursive: bool, fault: i32): void {
  const got = tryAcquire(LOCK, me, recursive);
  store<u64>(block + offset, u64(got));
  if (got) giveBack(LOCK, me, recursive, fault);
}

/** A wait with a limit: nobody else has the lock, so that looking now and then is as good as being woken. */
function tryForAWhile(me: i32, recursive: bool): bool {
  const end = milliseconds() + LIMIT_MILLISECONDS;
  do {
    if (tryAcquire(LOCK, me, recursive)) return true;
    atomic.wait<i32>(NOTHING, 0, LOOK);
  } while (milliseconds() < end);
  return false;
}

function handOver(step: i32): void {
  advance(step);
  reach(STEP, step + 1);
}

function advance(step: i32): void {
  atomic.store<i32>(STEP, step);
  atomic.notify(STEP);
}
