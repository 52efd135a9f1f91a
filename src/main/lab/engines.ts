/** Which engines this machine has, in words. */
import type { EngineState } from '../../shared/lab/contract.ts';
import { engineWords } from '../../shared/lab/engineWords.ts';
import { engineNames, type EngineName } from '../../shared/lab/experiment.ts';
import type { NativeEngine } from './native/nativeEngine.ts';
import type { PythonEngine } from './python/pythonEngine.ts';

/** Runs read /proc and name, pin and end threads and processes as Linux does. */
export const runsSupported = process.platform === 'linux';

/** What engines need of this machine. */
export interface OwnEngines {
  native: NativeEngine;
  python: PythonEngine;
}

/** `asked`: no other is looked for. */
export function engineStates(own: OwnEngines, asked: readonly EngineName[] = engineNames): Promise<EngineState[]> {
  return Promise.all(
    asked.map(async (engine) => {
      if (!runsSupported)
        return { engine, available: false, words: `Runs need Linux, and this is ${process.platform}.` };
      return { engine, ...(await stateOf(engine, own)) };
    }),
  );
}

async function stateOf(engine: EngineName, { native, python }: OwnEngines): Promise<Omit<EngineState, 'engine'>> {
  if (engine === 'python') {
    const { present, words } = python.presence();
    return { available: present, words: present ? `${engineWords(engine)} ${words}` : words };
  }
  if (engine !== 'native') return { available: true, words: engineWords(engine) };
  const compiler = await native.compiler();
  return compiler.found
    ? { available: true, words: engineWords(engine, compiler.version) }
    : { available: false, words: compiler.words };
}
