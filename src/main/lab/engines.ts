/** Which engines this machine has, in words. */
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import type { EngineState } from '../../shared/lab/contract.ts';
import { engineNames, type EngineName } from '../../shared/lab/experiment.ts';
import type { NativeEngine } from './native/nativeEngine.ts';

/** Runs read /proc and name, pin and end threads and processes as Linux does. */
export const runsSupported = process.platform === 'linux';

export function engineStates(native: NativeEngine): Promise<EngineState[]> {
  return Promise.all(
    engineNames.map(async (engine) => {
      if (!catalogue.some(({ engines }) => engines.includes(engine)))
        return { engine, available: false, words: 'Not in this version of Threadlab.' };
      if (!runsSupported)
        return { engine, available: false, words: `Runs need Linux, and this is ${process.platform}.` };
      return { engine, ...(await stateOf(engine, native)) };
    }),
  );
}

async function stateOf(engine: EngineName, native: NativeEngine): Promise<Omit<EngineState, 'engine'>> {
  switch (engine) {
    case 'wasm':
      return {
        available: true,
        words:
          'WebAssembly in threads of Node over one shared memory. Its atomics are sequentially consistent, and it has no pause instruction.',
      };
    case 'native': {
      const compiler = await native.compiler();
      return compiler.found
        ? {
            available: true,
            words: `C and pthreads, compiled on this machine by ${compiler.version}. Each atomic step has the ordering it needs and no more, and spinning pauses.`,
          }
        : { available: false, words: compiler.words };
    }
    case 'node':
    case 'python':
      throw new Error(`The catalogue names the engine ${engine}, which has no description yet.`);
  }
}
