/** What an engine is and what to know when reading its numbers, in a sentence: wherever its results or itself are shown. */
import type { Environment, ParameterValue } from '../runs/record.ts';
import { engineNames, type EngineName } from './experiment.ts';

/** `compiler`: the version of the one that compiled the native payload; undefined where it is not known. */
export function engineWords(engine: EngineName, compiler?: string): string {
  switch (engine) {
    case 'wasm':
      return 'WebAssembly in threads of Node over one shared memory. Its atomics are sequentially consistent, and it has no pause instruction.';
    case 'native':
      return `C and pthreads, compiled on the machine that runs it${compiler === undefined ? '' : ` by ${compiler}`}. Each atomic step has the ordering it needs and no more, and spinning pauses.`;
    case 'node':
      return 'Plain JavaScript on Node; its worker threads share memory by SharedArrayBuffer, and its Atomics are sequentially consistent.';
    case 'any':
      return 'A program as a person starts it, in whatever language: Linux is asked what its threads do.';
    case 'python':
      return 'Python as it is installed here, a fresh process for every repeat, with the interpreter lock that its version has.';
  }
}

/** "CPython 3.13.0, interpreter lock on". */
function interpreterWords(python: Environment['pythons'][number]): string {
  const { implementation = 'Python', version, gil, freeThreaded } = python;
  const lock = gil === null ? 'interpreter lock not known' : `interpreter lock ${gil ? 'on' : 'off'}`;
  return [`${implementation} ${version}`, ...(freeThreaded === true ? ['free-threaded build'] : []), lock].join(', ');
}

/** Name and sentence of each engine that a run asked for, and of each interpreter that it was measured on; without paths, which name users. */
export function engineFacts(
  asked: readonly ParameterValue[] | undefined,
  { compiler, pythons }: Pick<Environment, 'compiler' | 'pythons'>,
): [string, string][] {
  const engines = engineNames
    .filter((engine) => asked?.includes(engine) === true)
    .map((engine): [string, string] => [`Engine ${engine}`, engineWords(engine, compiler)]);
  const interpreters = pythons.map((python): [string, string] => [
    `Python ${python.interpreter ?? python.version}`,
    `${interpreterWords(python)}${python.build === '' ? '' : `, built ${python.build}`}.`,
  ]);
  return [...engines, ...interpreters];
}
