/** The clock chains as a thread calls them: in a module of their own, whatever kernel it runs. */

export interface ClockChain {
  addChain(chain: bigint, step: bigint, adds: number): bigint;
  multiplyChain(chain: number, factor: number, multiplies: number): number;
}

/** `module`: of src/kernels/clockChain.ts. */
export function bindClockChain(module: WebAssembly.Module, memory: WebAssembly.Memory): ClockChain {
  // The exports' types are known to AssemblyScript's compiler alone.
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as ClockChain;
}
