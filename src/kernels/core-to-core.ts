/**
 * The measured loop of core-to-core: two threads on two CPUs take turns to write one word, and so the cache line that holds it
 * goes from core to core and back. An even word is for the one who pings, an odd one for the one who pongs; each writes
 * what it read and one more, and looks whether what it reads is the answer to that.
 *
 * The runner tells a thread its role; all others sleep. A call makes one chunk, which the one who pings times. A third
 * role loads from the nearest cache, alone.
 */
import { milliseconds } from './clock.ts';
import * as layout from './layout.ts';
import { nanosecondsOf } from './sample.ts';
import { add } from './signals/kept.ts';
import { isOver, sleepWhile } from './signals/sleep.ts';

export { calibrate } from './calibrate.ts';

/** The word, alone on its line. */
const BALL: usize = layout.SHARED_LINES;
/** Turns of a wait between two looks at whether the run is over. */
const LOOK = 0xffff;

/** A chunk of `iterations` round trips by the thread of `block`, where it is told to. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 1, true);
}

/** `answer`: by how much a pong is more than its ping; 1 but in a planted fault. `timed`: false in another. */
export function runWith(block: usize, iterations: i32, answer: i32, timed: bool): void {
  const told = atomic.load<i32>(block, layout.TOLD);
  if (<u64>told === atomic.load<u64>(block, layout.DONE)) {
    sleepWhile(block + layout.TOLD, told);
    return;
  }
  const role = told & 3;
  const start = milliseconds();
  if (role === layout.ROLE_PING) ping(block, iterations);
  else if (role === layout.ROLE_PONG) pong(block, iterations, answer);
  else loadAlone(block);
  const end = milliseconds();
  if (isOver()) return;

  const chunks = load<u64>(block, layout.CHUNKS_MADE) + 1;
  const took = timed ? nanosecondsOf(end - start) : 0;
  store<u64>(block + <usize>(chunks - 1) * 8, took, layout.CHUNK_TIMES);
  if (role !== layout.ROLE_ALONE) add(block, layout.ACQUISITIONS, iterations);
  const isLast = chunks * iterations >= <u64>load<i32>(layout.ROUND_TRIPS);
  store<u64>(block, isLast ? 0 : chunks, layout.CHUNKS_MADE);
  if (isLast) atomic.store<u64>(block, <u64>told, layout.DONE);
}

/** There is no lock that might be held. */
export function probe(_block: usize): i32 {
  return 0;
}

function ping(block: usize, roundTrips: i32): void {
  let mine = atomic.load<i32>(BALL);
  for (let i = 0; i < roundTrips; i += 1) {
    atomic.store<i32>(BALL, mine + 1);
    const seen = awaitChange(mine + 1);
    if (seen !== mine + 2) add(block, layout.VIOLATIONS, 1);
    mine = seen;
  }
}

function pong(block: usize, roundTrips: i32, answer: i32): void {
  let mine = atomic.load<i32>(BALL) & ~1; // the next ping may already be there
  for (let i = 0; i < roundTrips; i += 1) {
    const seen = awaitChange(mine);
    if (seen !== mine + 1) add(block, layout.VIOLATIONS, 1);
    mine = seen + answer;
    atomic.store<i32>(BALL, mine);
  }
}

/** Spins while the word is `value`. There is no pause: it would be measured. */
function awaitChange(value: i32): i32 {
  let seen = atomic.load<i32>(BALL);
  for (let turns = 1; seen === value; turns += 1) {
    if ((turns & LOOK) === 0 && isOver()) break;
    seen = atomic.load<i32>(BALL);
  }
  return seen;
}

/** Each load needs the one before. */
function loadAlone(block: usize): void {
  const ring = block + layout.RING;
  for (let i: usize = 0; i < 4; i += 1) store<usize>(ring + 8 * i, ring + 8 * ((i + 1) % 4));
  let at = ring;
  for (let i = 0; i < layout.CHUNK_LOADS; i += 8) {
    at = load<usize>(load<usize>(load<usize>(load<usize>(at))));
    at = load<usize>(load<usize>(load<usize>(load<usize>(at))));
  }
  store<u64>(block, load<u64>(block, layout.CHAIN) + <u64>at, layout.CHAIN);
}
