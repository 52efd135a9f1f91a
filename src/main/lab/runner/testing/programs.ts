/** Programs that measure by themselves, from the sources, for the tests of their experiments. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import { nativeProgram, nodeProgram, pythonProgram, type FindProgram } from '../engines/program.ts';
import type { OpenExperiment } from '../experiments/experiment.ts';
import { measureOn, type Outcome } from './measureOnce.ts';
import { compiledPayload, nativeSources, noNative } from './nativePayload.ts';
import { noPython, pythonSources, usualPython, type TestPython } from './pythons.ts';

/** Why programs of an engine are not run here; null where they are. */
export const noPrograms: Readonly<Record<string, string | null>> = { python: noPython, native: noNative, node: null };

/** As built before the tests (labSetup.ts): from the sources each start reads and strips a hundred files. */
const built = process.env['THREADLAB_BUILT_RUNNER'];
const nodeEntry =
  built === undefined ? join(import.meta.dirname, '..', 'programs', 'main.ts') : join(built, 'nodeProgram.js');

/** `planted`: a payload of src/python/testing in the place of the experiment's on Python. */
export async function programsFromSources(
  experiment: string,
  { planted, python = usualPython }: { planted?: string | undefined; python?: TestPython | null } = {},
): Promise<FindProgram> {
  const payload = noNative === null && isNative(experiment) ? await compiledPayload() : null;
  return ({ engine }) => {
    if (engine === 'node') return nodeProgram(nodeEntry, experiment);
    if (engine === 'native' && payload !== null) return nativeProgram(payload, experiment);
    if (engine !== 'python' || python === null) throw new Error(`There is no ${engine} here.`);
    const sources = planted === undefined ? pythonSources : join(pythonSources, 'testing');
    return pythonProgram(python, sources, planted ?? experiment.replaceAll('-', '_'));
  };
}

/** Whether it has a program in C: compiling takes longer than most tests. */
function isNative(experiment: string): boolean {
  const name = experiment.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return existsSync(join(nativeSources, 'programs', `${name}.c`));
}

/** One repeat of one point. */
export async function measureProgram(
  open: (find: FindProgram) => Promise<OpenExperiment>,
  find: FindProgram,
  point: PointParameters,
): Promise<Outcome> {
  const experiment = await open(find);
  try {
    return await measureOn(experiment, point);
  } finally {
    await experiment.close();
  }
}
