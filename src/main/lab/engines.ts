/** Which engines this machine has, in words. */
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import type { EngineState } from '../../shared/lab/contract.ts';
import { engineNames, type EngineName } from '../../shared/lab/experiment.ts';

/** Runs read /proc and name, pin and end threads and processes as Linux does. */
export const runsSupported = process.platform === 'linux';

const engineWords: Readonly<Record<EngineName, string>> = {
  wasm: 'WebAssembly in threads of Node over one shared memory. Its atomics are sequentially consistent, and it has no pause instruction.',
  native: 'Not in this version of Threadlab.',
  node: 'Not in this version of Threadlab.',
  python: 'Not in this version of Threadlab.',
};

export function engineStates(): EngineState[] {
  return engineNames.map((engine) => {
    const built = catalogue.some(({ engines }) => engines.includes(engine));
    const words = built && !runsSupported ? `Runs need Linux, and this is ${process.platform}.` : engineWords[engine];
    return { engine, available: built && runsSupported, words };
  });
}
