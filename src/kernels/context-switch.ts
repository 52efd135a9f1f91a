/**
 * The measured loop of context-switch: the first thread hands a token to the second and sleeps until it comes back. Each touches a
 * working set of its own whenever it has the token. Both sleep on one word, whose value tells whose turn it is.
 */
import * as layout from './layout.ts';
import { add } from './signals/kept.ts';
import { isOver, reach } from './signals/sleep.ts';

export { calibrate } from './calibrate.ts';

/** Hand-overs so far (i32): odd while the second has the token. On lines of their own what the first sent and what came back (i32). */
const HANDED: usize = layout.SHARED_LINES;
const SENT: usize = layout.SHARED_LINES + layout.LINE;
const BACK: usize = layout.SHARED_LINES + 2 * layout.LINE;
const TOUCHED_EVERY: usize = 64;

/** Up to `iterations` round trips by the thread of `block`; fewer once the run is over. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 0);
}

/** `added`: what the second changes the token by. */
export function runWith(block: usize, iterations: i32, added: i32): void {
  const size = <usize>load<i32>(layout.TOUCHED);
  const number = load<i32>(block, layout.NUMBER);
  const own = layout.WORKING_SET + <usize>(number - 1) * size;
  let turns = <i32>load<u64>(block, layout.ACQUISITIONS);
  for (let i = 0; i < iterations && !isOver(); i += 1) {
    const done = number === 1 ? send(block, own, size, turns) : handBack(own, size, turns, added);
    if (!done) break;
    turns += 1;
    store<u64>(block, turns, layout.ACQUISITIONS);
  }
}

/** Nothing is held. */
export function probe(_block: usize): i32 {
  return 0;
}

function send(block: usize, own: usize, size: usize, turns: i32): bool {
  touch(own, size);
  store<i32>(SENT, turns + 1);
  handOver(2 * turns + 1);
  if (!reach(HANDED, 2 * turns + 2)) return false;
  if (load<i32>(BACK) !== turns + 1) add(block, layout.VIOLATIONS, 1);
  return true;
}

function handBack(own: usize, size: usize, turns: i32, added: i32): bool {
  if (!reach(HANDED, 2 * turns + 1)) return false;
  touch(own, size);
  store<i32>(BACK, load<i32>(SENT) + added);
  handOver(2 * turns + 2);
  return true;
}

function handOver(handed: i32): void {
  atomic.store<i32>(HANDED, handed);
  atomic.notify(HANDED, 1);
}

function touch(own: usize, size: usize): void {
  for (let at: usize = 0; at < size; at += TOUCHED_EVERY) store<u8>(own + at, load<u8>(own + at) + 1);
}
