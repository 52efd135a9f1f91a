/** A compiled kernel as a thread calls it. */
import { ThreadlabError } from '../../../../shared/errors.ts';

export interface ContentionKernel {
  run(block: number, iterations: number): void;
  calibrate(block: number, steps: number, repeats: number): void;
  /** 0 when the lock is free. */
  probe(block: number): number;
}

/**
 * Binds a kernel to the shared memory and to the clock: Node's performance.now(), unrounded CLOCK_MONOTONIC, 42 ns a call
 * here where process.hrtime.bigint() takes 52.
 */
export function bindKernel(module: WebAssembly.Module, memory: WebAssembly.Memory): ContentionKernel {
  const { exports } = new WebAssembly.Instance(module, {
    env: { memory },
    clock: { milliseconds: () => performance.now() },
  });
  for (const name of ['run', 'calibrate', 'probe']) {
    if (typeof exports[name] !== 'function') throw new ThreadlabError('internal', `The kernel exports no ${name}.`);
  }
  // The exports' types are known to AssemblyScript's compiler alone.
  return exports as unknown as ContentionKernel;
}
