/**
 * The measured loop of producer-consumer: the first threads make items and put them, the others take them and use them. An item
 * is its producer's number and its own, counted up; some bear the time at which they were put.
 *
 * Each thread sums up what it has put or taken, by a hash of the item: put and taken must agree but for what is left. A taker
 * remembers of each producer the last item that it has taken: none may come before it.
 *
 * Before the first turn comes the forced schedule, by the queue's own calls, with the first producer and the first consumer alone.
 */
import { nanoseconds } from './clock.ts';
import * as layout from './layout.ts';
import { keepLatency, nextCountdown } from './sample.ts';
import { add } from './signals/kept.ts';
import {
  DONE,
  held,
  MISTAKE,
  OVER,
  put,
  putAndTakeBack,
  SOUND,
  take,
  takeLeft,
  takenItem,
  takenStamp,
  WAITS,
} from './signals/queue.ts';
import { isOver, reach } from './signals/sleep.ts';
import { work } from './work.ts';

export { calibrate } from './calibrate.ts';

/** i32: 1 once the forced schedule is over. Beside it a word that nobody writes, to sleep on. */
const SCHEDULE_OVER: usize = layout.SHARED_LINES + 384;
const NOTHING: usize = layout.SHARED_LINES + 388;
const MOMENT: i64 = 100_000;

const NUMBER_BITS = 40;
const SUM_MASK: u64 = 0xffff_ffff_ffff;

/** Up to `iterations` items by the thread of `block`; fewer once the run is over. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, SOUND);
}

/** `fault`: what the queue does wrong, as signals/queue.ts names it. */
export function runWith(block: usize, iterations: i32, fault: i32): void {
  const number = load<i32>(block, layout.NUMBER);
  const producers = load<i32>(layout.PRODUCERS);
  if (atomic.load<i32>(SCHEDULE_OVER) === 0) takePart(block, number, producers);
  for (let i = 0; i < iterations && !isOver(); i += 1) {
    const found = number <= producers ? produce(block, number, fault) : consume(block, fault);
    if (found === OVER) break;
    if (found === DONE) add(block, layout.ACQUISITIONS, 1);
    else add(block, layout.MISTAKES, 1);
  }
}

/** Takes what is left, into the first block; 0 when the mutex is free. */
export function probe(block: usize): i32 {
  while (takeLeft()) {
    add(block, layout.LEFT_COUNT, 1);
    addItem(block, layout.LEFT_SUM, takenItem);
  }
  return held();
}

function produce(block: usize, number: i32, fault: i32): i32 {
  const item = ((<u64>number) << NUMBER_BITS) | (load<u64>(block, layout.ACQUISITIONS) + 1);
  spend(block);
  const countdown = load<i32>(block, layout.COUNTDOWN) - 1;
  const sampled = countdown <= 0;
  store<i32>(block, sampled ? nextCountdown(block) : countdown, layout.COUNTDOWN);
  const found = put(item, sampled ? nanoseconds() : 0, fault);
  if (found === DONE) addItem(block, layout.PUT_SUM, item);
  return found;
}

function consume(block: usize, fault: i32): i32 {
  const found = take(fault);
  if (found !== DONE) return found;
  if (takenStamp !== 0 && atomic.load<i32>(layout.SAMPLING) !== 0) keepLatency(block, nanoseconds() - takenStamp);
  addItem(block, layout.TAKEN_SUM, takenItem);
  const last = block + layout.BYPASS + <usize>(takenItem >> NUMBER_BITS) * 8; // there is no bypass to be counted here
  if (takenItem < load<u64>(last)) add(block, layout.VIOLATIONS, 1);
  store<u64>(last, takenItem);
  spend(block);
  return found;
}

/** The first consumer takes; the first producer puts and lets another be first; the others wait until that is over. */
function takePart(block: usize, number: i32, producers: i32): void {
  if (number === producers + 1) {
    const found = take(SOUND);
    if (found === MISTAKE) add(block, layout.MISTAKES, 1);
    store<u64>(block, found === MISTAKE ? layout.FORCED_WENT_ON : layout.FORCED_WAITED_AGAIN, layout.FORCED);
    atomic.store<i32>(SCHEDULE_OVER, 1);
    atomic.notify(SCHEDULE_OVER);
    return;
  }
  if (number === 1) {
    while (atomic.load<i32>(WAITS) < 1 && !isOver()) atomic.wait<i32>(NOTHING, 0, MOMENT);
    const waits = putAndTakeBack();
    while (atomic.load<i32>(WAITS) === waits && atomic.load<i32>(SCHEDULE_OVER) === 0 && !isOver()) {
      atomic.wait<i32>(NOTHING, 0, MOMENT);
    }
    if (atomic.load<i32>(SCHEDULE_OVER) === 0) put(0, 0, SOUND); // it waits again: this one is for it
  }
  reach(SCHEDULE_OVER, 1);
}

function spend(block: usize): void {
  store<u64>(block, work(load<u64>(block, layout.CHAIN), load<i32>(block, layout.SECTION_STEPS)), layout.CHAIN);
}

/** The hash is a multiplication by 2^64 over the golden ratio, its upper 48 bits (D. Knuth, TAOCP 3, section 6.4). */
function addItem(block: usize, offset: usize, item: u64): void {
  // oxlint-disable-next-line no-loss-of-precision -- 64-bit integers here
  const hash = (item * 0x9e37_79b9_7f4a_7c15) >> 16;
  store<u64>(block + offset, (load<u64>(block + offset) + hash) & SUM_MASK);
}
