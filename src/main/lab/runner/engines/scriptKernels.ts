/**
 * Measured loops in plain JavaScript: what the kernels of src/kernels do, for the engine node, in the same memory. Each is
 * many short calls as well, so that V8 compiles it with its best compiler.
 */
import * as layout from '../../../../kernels/layout.ts';
import { counterKind } from './counterKind.ts';
import { ringScript } from './ringScript.ts';
import { add, calibrate, keep, keepChain, long, nextGap, word, work, type ScriptMemory } from './scriptMemory.ts';
import type { ThreadKernel } from './wasmKernel.ts';

export interface ScriptLock {
  /** Tries once; true when it must be waited for. */
  arrive(words: Int32Array): boolean;
  wait(words: Int32Array): void;
  release(words: Int32Array): void;
}

const at = {
  phase: layout.PHASE / 4,
  sampling: layout.SAMPLING / 4,
  lock: layout.LOCK / 4,
  count: layout.GUARDED_COUNT / 8,
  inside: layout.INSIDE / 4,
};

const FREE = 0;
const HELD = 1;
const SLEEPERS = 2;

/** U. Drepper, Futexes are tricky, 2011, section 6, by Atomics: 0 free, 1 held, 2 held and somebody may sleep. */
export const atomicsMutex: ScriptLock = {
  arrive: (words) => Atomics.compareExchange(words, at.lock, FREE, HELD) !== FREE,
  wait(words) {
    while (Atomics.exchange(words, at.lock, SLEEPERS) !== FREE) Atomics.wait(words, at.lock, SLEEPERS);
  },
  release(words) {
    if (Atomics.exchange(words, at.lock, FREE) === SLEEPERS) Atomics.notify(words, at.lock, 1);
  },
};

/** Acquire, work inside, release, work outside; the count is read on entry and written on exit, as in src/kernels/lock-contention.ts. */
export function contentionScript(lock: ScriptLock, step = 1n): (memory: ScriptMemory) => ThreadKernel {
  return ({ words, longs }) => ({
    run(block, iterations) {
      const number = word(words, block + layout.NUMBER);
      const section = word(words, block + layout.SECTION_STEPS);
      const think = word(words, block + layout.THINK_STEPS);
      const acquired = (block + layout.ACQUISITIONS) / 8;
      const contended = (block + layout.CONTENDED) / 8;
      const violations = (block + layout.VIOLATIONS) / 8;
      let countdown = word(words, block + layout.COUNTDOWN);
      let chain = number;
      for (let i = 0; i < iterations && Atomics.load(words, at.phase) === layout.PHASE_RUN; i += 1) {
        countdown -= 1;
        const sampled = countdown <= 0;
        const seen = sampled ? Atomics.load(longs, at.count) : 0n;
        const asked = sampled ? performance.now() : 0;
        const waited = lock.arrive(words);
        if (waited) lock.wait(words);
        const held = sampled ? performance.now() : 0;

        const count = long(longs, at.count);
        if (Atomics.load(words, at.inside) !== 0) add(longs, violations);
        Atomics.store(words, at.inside, number);
        chain = work(chain, section);
        longs[at.count] = count + step;
        if (Atomics.load(words, at.inside) !== number) add(longs, violations);
        Atomics.store(words, at.inside, 0);
        lock.release(words);

        add(longs, acquired);
        if (waited) add(longs, contended);
        if (sampled) {
          if (Atomics.load(words, at.sampling) !== 0) {
            keep(longs, block + layout.BYPASS, (block + layout.BYPASS_MAX) / 8, Number(count - seen));
            keep(longs, block + layout.LATENCY, (block + layout.LATENCY_MAX) / 8, Math.round((held - asked) * 1e6));
          }
          countdown = nextGap(words, block);
        }
        chain = work(chain, think);
      }
      words[(block + layout.COUNTDOWN) / 4] = countdown;
      keepChain(longs, block, chain);
    },
    calibrate: (block, steps, repeats) => calibrate(longs, block, steps, repeats),
    probe() {
      const waited = lock.arrive(words);
      if (!waited) lock.release(words);
      return Number(waited);
    },
  });
}

/** Increments of one counter, nothing else. `increment`: of the counter's u64. */
export function countingScript(
  increment: (longs: BigUint64Array, index: number) => void,
): (memory: ScriptMemory) => ThreadKernel {
  return ({ words, longs }) => ({
    run(block, iterations) {
      const made = (block + layout.ACQUISITIONS) / 8;
      for (let left = iterations; left > 0 && Atomics.load(words, at.phase) < layout.PHASE_STOP; left -= batch) {
        const turns = Math.min(left, batch);
        for (let i = 0; i < turns; i += 1) increment(longs, at.count);
        longs[made] = long(longs, made) + BigInt(turns);
      }
    },
    calibrate: (block, steps, repeats) => calibrate(longs, block, steps, repeats),
    probe: () => 0,
  });
}

/** Between two notes of the count, as in Wasm. */
const batch = 64;

/** By the kind of their loop. A test plants its faults here. */
export const scriptKernels = new Map<string, (memory: ScriptMemory) => ThreadKernel>([
  ['atomicsMutex', contentionScript(atomicsMutex)],
  [counterKind('plain'), countingScript(add)],
  [counterKind('atomic'), countingScript((longs, index) => void Atomics.add(longs, index, 1n))],
  ['ring', ringScript()],
]);
