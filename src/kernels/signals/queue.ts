/**
 * Bounded queue: a ring under one mutex, with a condition for "not empty" and one for "not full". Who finds it empty (or full) waits.
 * Written as it should be, a waiter looks again when it is woken (`while`), since another may have been first; the classic
 * mistake is to go on (`if`). Here that mistake is counted, and the call refused: an item that is not there is never handed out.
 * The depth is in GUARDED_COUNT (u64), where the runner reads it; the rest in the lines behind the blocks.
 */
import { CAPACITY, GUARDED_COUNT, LOCK, LOOKS_AGAIN, SHARED_LINES } from '../layout.ts';
import { lock, signal, unlock, waitOn } from './condition.ts';
import { isOver } from './sleep.ts';

export const OVER = 0;
export const DONE = 1;
export const MISTAKE = 2;

/** What the queue does wrong in a planted fault. */
export const SOUND = 0;
export const FORGETFUL = 1;
export const DISORDERLY = 2;

const MUTEX = LOCK;
const NOT_EMPTY: usize = SHARED_LINES;
const NOT_FULL: usize = SHARED_LINES + 128;
/** i32 slot of the oldest item; i32 times that a taker has begun to wait, of all. */
const HEAD: usize = SHARED_LINES + 256;
export const WAITS: usize = SHARED_LINES + 260;
/** Slots of u64 item and u64 time at which it was put (0: not taken). */
const SLOTS: usize = SHARED_LINES + 512;

/** The item that this thread has taken last: module globals are each thread's own. */
export let takenItem: u64 = 0;
export let takenStamp: u64 = 0;

export function put(item: u64, stamp: u64, fault: i32): i32 {
  lock(MUTEX);
  const found = awaitRoom();
  if (found === DONE && !(fault === FORGETFUL && item % 64 === 63)) {
    append(item, stamp);
    signal(NOT_EMPTY);
  }
  unlock(MUTEX);
  return found;
}

export function take(fault: i32): i32 {
  lock(MUTEX);
  const found = awaitItem();
  if (found === DONE) {
    if (fault === DISORDERLY && depth() > 1) removeNewest();
    else removeOldest();
    signal(NOT_FULL);
  }
  unlock(MUTEX);
  return found;
}

/**
 * The schedule that shows the mistake, in one hold of the mutex: an item is put, a sleeping taker is woken for it, and another taker
 * is first. Nobody can come between, and the woken one finds nothing. How often takers had begun to wait until then: one whose sleep
 * has ended by itself began again.
 */
export function putAndTakeBack(): i32 {
  lock(MUTEX);
  append(0, 0);
  signal(NOT_EMPTY);
  removeOldest();
  const waits = atomic.load<i32>(WAITS);
  unlock(MUTEX);
  return waits;
}

/** Whether an item was there to be taken: for what is left when all stand still. */
export function takeLeft(): bool {
  if (depth() === 0) return false;
  removeOldest();
  return true;
}

/** 0 when nobody has the mutex. */
export function held(): i32 {
  return atomic.load<i32>(MUTEX);
}

function awaitRoom(): i32 {
  const capacity = <u64>load<i32>(CAPACITY);
  while (depth() === capacity) {
    if (isOver()) return OVER;
    if (waitOn(NOT_FULL, MUTEX) && load<i32>(LOOKS_AGAIN) === 0) return depth() === capacity ? MISTAKE : DONE;
  }
  return DONE;
}

function awaitItem(): i32 {
  while (depth() === 0) {
    if (isOver()) return OVER;
    atomic.add<i32>(WAITS, 1);
    if (waitOn(NOT_EMPTY, MUTEX) && load<i32>(LOOKS_AGAIN) === 0) return depth() === 0 ? MISTAKE : DONE;
  }
  return DONE;
}

function depth(): u64 {
  return load<u64>(GUARDED_COUNT);
}

function slot(place: u64): usize {
  return SLOTS + <usize>((<u64>load<i32>(HEAD) + place) % <u64>load<i32>(CAPACITY)) * 16;
}

function append(item: u64, stamp: u64): void {
  const at = slot(depth());
  store<u64>(at, item);
  store<u64>(at, stamp, 8);
  store<u64>(GUARDED_COUNT, depth() + 1);
}

function removeOldest(): void {
  keepTaken(slot(0));
  store<i32>(HEAD, (load<i32>(HEAD) + 1) % load<i32>(CAPACITY));
  store<u64>(GUARDED_COUNT, depth() - 1);
}

function removeNewest(): void {
  keepTaken(slot(depth() - 1));
  store<u64>(GUARDED_COUNT, depth() - 1);
}

function keepTaken(at: usize): void {
  takenItem = load<u64>(at);
  takenStamp = load<u64>(at, 8);
}
