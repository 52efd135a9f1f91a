/**
 * The measured loop of rw-lock: read or write, drawn by chance for each turn, with work inside and none outside.
 *
 * That no writer is beside anyone is seen without a write by readers, which would cost what is to be measured: a writer leaves its
 * number inside and counts, a reader looks at both when it comes and when it goes. A writer that came before it, goes after
 * it, or was there only in between has changed one of the two.
 */
import { milliseconds } from './clock.ts';
import * as layout from './layout.ts';
import { keepBypass, keepLatency, nanosecondsOf, nextCountdown, nextRandom } from './sample.ts';
import { add } from './signals/kept.ts';
import { acquireRead, acquireWrite, releaseRead, releaseWrite } from './signals/rwLock.ts';
import { work } from './work.ts';

/** Up to `iterations` turns by the thread of `block`. `readersAsk`: false in a planted fault. */
export function runWith(block: usize, iterations: i32, writersFirst: bool, readersAsk: bool): void {
  const readShare = load<i32>(layout.READ_SHARE);
  const sectionSteps = load<i32>(block, layout.SECTION_STEPS);
  let countdown = load<i32>(block, layout.COUNTDOWN);
  let turns = load<u64>(block, layout.ACQUISITIONS);

  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    countdown -= 1;
    const sampled = countdown <= 0;
    const reads = <i32>(nextRandom(block) & 0xffff) < readShare;
    const asked = sampled ? milliseconds() : 0;
    if (reads ? readersAsk && !acquireRead(layout.LOCK, writersFirst) : !acquireWrite(layout.LOCK)) break;
    const waited = sampled ? milliseconds() - asked : 0;
    if (reads) read(block, sectionSteps, readersAsk);
    else write(block, sectionSteps);

    turns += 1;
    store<u64>(block, turns, layout.ACQUISITIONS);
    if (!reads) add(block, layout.CONTENDED, 1);
    if (sampled) {
      if (atomic.load<i32>(layout.SAMPLING) !== 0) keepWait(block, reads, nanosecondsOf(waited));
      countdown = nextCountdown(block);
    }
  }
  store<i32>(block, countdown, layout.COUNTDOWN);
}

/** 0 when neither a reader nor a writer has it. */
export function probe(_block: usize): i32 {
  return atomic.load<i32>(layout.LOCK);
}

function read(block: usize, steps: i32, release: bool): void {
  const count = atomic.load<u64>(layout.GUARDED_COUNT);
  let beside = atomic.load<i32>(layout.INSIDE) !== 0;
  store<u64>(block, work(load<u64>(block, layout.CHAIN), steps), layout.CHAIN);
  beside = beside || atomic.load<i32>(layout.INSIDE) !== 0 || atomic.load<u64>(layout.GUARDED_COUNT) !== count;
  if (release) releaseRead(layout.LOCK);
  if (beside) add(block, layout.VIOLATIONS, 1);
}

function write(block: usize, steps: i32): void {
  const number = load<i32>(block, layout.NUMBER);
  let beside = atomic.load<i32>(layout.INSIDE) !== 0;
  store<i32>(layout.INSIDE, number);
  const count = load<u64>(layout.GUARDED_COUNT);
  store<u64>(block, work(load<u64>(block, layout.CHAIN), steps), layout.CHAIN);
  store<u64>(layout.GUARDED_COUNT, count + 1);
  beside = beside || atomic.load<i32>(layout.INSIDE) !== number;
  store<i32>(layout.INSIDE, 0);
  releaseWrite(layout.LOCK);
  if (beside) add(block, layout.VIOLATIONS, 1);
}

/** Of readers in the second histogram, of writers in the first. */
function keepWait(block: usize, reads: bool, nanoseconds: u64): void {
  if (reads) keepLatency(block, nanoseconds);
  else keepBypass(block, nanoseconds);
}
