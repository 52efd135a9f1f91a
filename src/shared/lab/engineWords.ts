/** What an engine is and what to know when reading its numbers, in a sentence: wherever its results or itself are shown. */
import type { ParameterValue } from '../runs/record.ts';
import { engineNames, type EngineName } from './experiment.ts';

/** `compiler`: the version of the one that compiled the native payload; undefined where it is not known. */
export function engineWords(engine: EngineName, compiler?: string): string {
  switch (engine) {
    case 'wasm':
      return 'WebAssembly in threads of Node over one shared memory. Its atomics are sequentially consistent, and it has no pause instruction.';
    case 'native':
      return `C and pthreads, compiled on the machine that runs it${compiler === undefined ? '' : ` by ${compiler}`}. Each atomic step has the ordering it needs and no more, and spinning pauses.`;
    case 'node':
      return "Node's own threads, processes and channels.";
    case 'python':
      return 'CPython, with the interpreter lock that its version has.';
  }
}

/** Name and sentence of each engine that a run asked for. */
export function engineFacts(asked: readonly ParameterValue[] | undefined, compiler?: string): [string, string][] {
  return engineNames
    .filter((engine) => asked?.includes(engine) === true)
    .map((engine) => [`Engine ${engine}`, engineWords(engine, compiler)]);
}
