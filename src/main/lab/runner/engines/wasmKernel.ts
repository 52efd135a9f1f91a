/** A compiled kernel as a thread calls it. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import { scriptKernels } from './scriptKernels.ts';
import type { ClockChain } from './clockChain.ts';

/** What every kernel of a measured loop exports. */
export interface ThreadKernel {
  /** Up to `iterations` turns of the loop by the thread of `block`; fewer once it is to stop. */
  run(block: number, iterations: number): void;
  /** The loop's work alone: `repeats` times `steps`. */
  calibrate(block: number, steps: number, repeats: number): void;
  /** 0 when the lock is free, and where there is none. */
  probe(block: number): number;
}

/** What a thread runs: a compiled kernel, or the kind of a script. */
export type Loop = WebAssembly.Module | string;

/** Throws `internal` where there is no such script. */
export function bindLoop(loop: Loop, memory: WebAssembly.Memory, chain: ClockChain): ThreadKernel {
  if (typeof loop !== 'string') return bindKernel(loop, memory, chain);
  const script = scriptKernels.get(loop);
  if (!script) throw new ThreadlabError('internal', `There is no script ${loop}.`);
  return script({ words: new Int32Array(memory.buffer), longs: new BigUint64Array(memory.buffer) });
}

/**
 * Binds a kernel to the shared memory, to the clock chains and to the clock: Node's performance.now(), unrounded CLOCK_MONOTONIC, 42 ns a call
 * here where process.hrtime.bigint() takes 52.
 */
export function bindKernel(module: WebAssembly.Module, memory: WebAssembly.Memory, chain: ClockChain): ThreadKernel {
  const { exports } = new WebAssembly.Instance(module, {
    env: { memory },
    clock: { milliseconds: () => performance.now(), nanoseconds: () => process.hrtime.bigint() },
    chains: { ...chain },
  });
  for (const name of ['run', 'calibrate', 'probe']) {
    if (typeof exports[name] !== 'function') throw new ThreadlabError('internal', `The kernel exports no ${name}.`);
  }
  // The exports' types are known to AssemblyScript's compiler alone.
  return exports as unknown as ThreadKernel;
}
