/**
 * The loop of memory-bandwidth: each thread goes through arrays of its own, again and again, as in J. McCalpin's STREAM, 1995: it
 * reads one, writes one, copies one to another, or makes one of two others (triad, with doubles). Element i of an array that is
 * read holds i + the thread's number, so that what comes of it is known. What is moved is counted once a piece.
 */
import * as layout from './layout.ts';

export { calibrate } from './calibrate.ts';

const lowBits: u64 = (1 << 48) - 1;

/** Up to `iterations` pieces by the thread of `block`; fewer once the phase is no longer PHASE_RUN. The first call fills the arrays. */
export function run(block: usize, iterations: i32): void {
  runShare(block, iterations, 1);
}

/** Of each piece one part in `share` is moved, and all of it counted. */
export function runShare(block: usize, iterations: i32, share: u32): void {
  if (load<u64>(block, layout.SET_READY) === 0) {
    fill(block);
    store<u64>(block, 1, layout.SET_READY);
  }
  const elements = elementsOf();
  const perElement = 8 * arrayCount();
  let moved = load<u64>(block, layout.ACQUISITIONS);
  let next = <u32>load<u64>(block, layout.MOVE_AT);
  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    const end = min<u32>(next + layout.MOVE_ELEMENTS, elements);
    move(block, next, next + ((end - next) / share / 8) * 8);
    moved += <u64>(end - next) * perElement;
    next = end === elements ? 0 : end;
    store<u64>(block, moved, layout.ACQUISITIONS);
  }
  store<u64>(block, next, layout.MOVE_AT);
}

/** 0 when what every thread has read, or left in its last array, adds up to what it should. */
export function probe(_block: usize): i32 {
  let wrong = 0;
  for (let thread: u32 = 0; thread < load<u32>(layout.MOVE_THREADS); thread += 1) {
    const block = layout.THREADS + thread * layout.THREAD_SIZE;
    const elements = <u64>elementsOf();
    const moved = load<u64>(block, layout.ACQUISITIONS) / (8 * arrayCount());
    const reads = load<i32>(layout.MOVE_OPERATION) === layout.MOVE_READ;
    const made = <u32>min<u64>(moved, elements); // each turn of the arrays makes the same of them
    const found = reads ? load<u64>(block, layout.READ_SUM) : sumOfLast(block, made);
    const expected = reads
      ? (moved / elements) * sumTo(block, elements) + sumTo(block, moved % elements)
      : sumTo(block, made) * timesMade();
    store<u64>(block, found & lowBits, layout.SUM_FOUND);
    store<u64>(block, expected & lowBits, layout.SUM_EXPECTED);
    if (found !== expected) wrong = 1;
  }
  return wrong;
}

/** Elements `from` to `end`, eight at a time. */
function move(block: usize, from: u32, end: u32): void {
  const operation = load<i32>(layout.MOVE_OPERATION);
  const first = array(block, 0) + from * 8;
  const last = array(block, 0) + end * 8;
  const apart = elementsOf() * 8;
  if (operation === layout.MOVE_READ)
    store<u64>(block, load<u64>(block, layout.READ_SUM) + read(first, last), layout.READ_SUM);
  else if (operation === layout.MOVE_WRITE) write(first, last, <u64>from + numberOf(block));
  else if (operation === layout.MOVE_COPY) copy(first, last, apart);
  else triad(first, last, apart);
}

function read(at: usize, end: usize): u64 {
  let a = i64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (; at < end; at += 64) {
    a = i64x2.add(a, v128.load(at));
    b = i64x2.add(b, v128.load(at, 16));
    c = i64x2.add(c, v128.load(at, 32));
    d = i64x2.add(d, v128.load(at, 48));
  }
  const all = i64x2.add(i64x2.add(a, b), i64x2.add(c, d));
  return i64x2.extract_lane(all, 0) + i64x2.extract_lane(all, 1);
}

/** `value`: of the first element; each is one more than the one before. */
function write(at: usize, end: usize, value: u64): void {
  let a = i64x2.replace_lane(i64x2.splat(value), 1, value + 1);
  for (; at < end; at += 64) {
    v128.store(at, a);
    v128.store(at, i64x2.add(a, i64x2.splat(2)), 16);
    v128.store(at, i64x2.add(a, i64x2.splat(4)), 32);
    v128.store(at, i64x2.add(a, i64x2.splat(6)), 48);
    a = i64x2.add(a, i64x2.splat(8));
  }
}

/** From the array at `at` to the one that begins `apart` bytes behind. */
function copy(at: usize, end: usize, apart: usize): void {
  for (; at < end; at += 64) {
    v128.store(at + apart, v128.load(at));
    v128.store(at + apart, v128.load(at, 16), 16);
    v128.store(at + apart, v128.load(at, 32), 32);
    v128.store(at + apart, v128.load(at, 48), 48);
  }
}

/** Into the third array the first and three times the second. */
function triad(at: usize, end: usize, apart: usize): void {
  const three = f64x2.splat(3);
  for (; at < end; at += 32) {
    const other = at + apart;
    const to = other + apart;
    v128.store(to, f64x2.add(v128.load(at), f64x2.mul(three, v128.load(other))));
    v128.store(to, f64x2.add(v128.load(at, 16), f64x2.mul(three, v128.load(other, 16))), 16);
  }
}

/** What is only written begins as zeros. */
function fill(block: usize): void {
  const operation = load<i32>(layout.MOVE_OPERATION);
  const elements = elementsOf();
  const last = arrayCount() - 1;
  for (let which: u32 = 0; which <= last; which += 1) {
    const start = array(block, which);
    const isWritten = which === last && operation !== layout.MOVE_READ;
    for (let i: u32 = 0; i < elements; i += 1) {
      const value = isWritten ? 0 : <u64>i + numberOf(block);
      if (operation === layout.MOVE_TRIAD) store<f64>(start + i * 8, <f64>value);
      else store<u64>(start + i * 8, value);
    }
  }
}

/** Of the first `count` elements of the array that is written. */
function sumOfLast(block: usize, count: u32): u64 {
  const start = array(block, arrayCount() - 1);
  const isTriad = load<i32>(layout.MOVE_OPERATION) === layout.MOVE_TRIAD;
  let sum: u64 = 0;
  for (let at = start; at < start + count * 8; at += 8) sum += isTriad ? <u64>load<f64>(at) : load<u64>(at);
  return sum;
}

/** What the first `count` elements of an array that is read add up to. */
function sumTo(block: usize, count: u64): u64 {
  return count === 0 ? 0 : count * numberOf(block) + (count * (count - 1)) / 2;
}

/** How many times what is read stands in what is made: a triad adds one and three of the same. */
function timesMade(): u64 {
  return load<i32>(layout.MOVE_OPERATION) === layout.MOVE_TRIAD ? 4 : 1;
}

function numberOf(block: usize): u64 {
  return <u64>load<u32>(block, layout.NUMBER);
}

function arrayCount(): u32 {
  const operation = load<i32>(layout.MOVE_OPERATION);
  return operation === layout.MOVE_TRIAD ? 3 : operation === layout.MOVE_COPY ? 2 : 1;
}

/** Of each array of each thread: whole lines of 64 bytes. */
function elementsOf(): u32 {
  return (load<u32>(layout.SET_BYTES) / load<u32>(layout.MOVE_THREADS) / arrayCount() / 64) * 8;
}

/** Where a thread's array begins; its arrays lie one behind the other. */
function array(block: usize, which: u32): usize {
  const before = (load<u32>(block, layout.NUMBER) - 1) * arrayCount() + which;
  return layout.WORKING_SET + before * elementsOf() * 8;
}
