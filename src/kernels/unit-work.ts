/**
 * The measured loop of gil-scaling: units of work of known results, the same as src/main/lab/runner/unitWork.ts. Each thread has its
 * shares of the work, which it takes in turn; alone it has all of them. What its units gave is added up, so that it can be
 * held against what they must give.
 */
import * as layout from './layout.ts';

export { calibrate } from './calibrate.ts';

const STEPS = 2000;
const NUMBERS = 500;
const FIRST_NUMBER = 100000;
/** Digits of all its numbers, and of a text with what parts them. */
const DIGITS = 6;
const SEVEN: u8 = 55;

/** Up to `iterations` units by the thread of `block`; fewer once the phase is no longer PHASE_RUN. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 1);
}

/** `doneOf`: one unit in how many is really done. */
export function runWith(block: usize, iterations: i32, doneOf: u32): void {
  const shares = <u32>load<i32>(layout.SHARES);
  const threads = <u32>load<i32>(layout.WORKERS);
  const number = <u32>load<i32>(block, layout.NUMBER) - 1;
  const own = (shares - number + threads - 1) / threads;
  const body = load<i32>(layout.BODY);
  let made = load<u64>(block, layout.ACQUISITIONS);
  let sum = <u32>load<u64>(block, layout.WORK_SUM);
  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    const share = number + <u32>(made % own) * threads;
    if (made % doneOf === 0) sum += body === layout.BODY_STRINGS ? strings(block, share) : arithmetic(share);
    made += 1;
    store<u64>(block, made, layout.ACQUISITIONS);
  }
  store<u64>(block, sum, layout.WORK_SUM);
}

/** There is no lock that might be held. */
export function probe(_block: usize): i32 {
  return 0;
}

function arithmetic(share: u32): u32 {
  let x = share + 1;
  for (let i = 0; i < STEPS; i += 1) x = x * 69069 + 1;
  return x;
}

/** The text lies where locks keep their histogram of latencies. */
function strings(block: usize, share: u32): u32 {
  const text = block + layout.LATENCY;
  const first = FIRST_NUMBER + 1000 * share;
  let end = text;
  for (let number = first; number < first + NUMBERS; number += 1) {
    if (end > text) store<u8>(end++, 32);
    let rest = number;
    for (let digit = end + DIGITS - 1; digit >= end; digit -= 1) {
      store<u8>(digit, <u8>(48 + (rest % 10)));
      rest /= 10;
    }
    end += DIGITS;
  }
  let sevens: u32 = 0;
  for (let at = text; at < end; at += 1) if (load<u8>(at) === SEVEN) sevens += 1;
  return <u32>(end - text) * 1000 + sevens;
}
