/** Which engines this machine has, in words. */
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import type { EngineState } from '../../shared/lab/contract.ts';
import { engineWords } from '../../shared/lab/engineWords.ts';
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
  if (engine !== 'native') return { available: true, words: engineWords(engine) };
  const compiler = await native.compiler();
  return compiler.found
    ? { available: true, words: engineWords(engine, compiler.version) }
    : { available: false, words: compiler.words };
}
