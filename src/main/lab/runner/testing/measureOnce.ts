/** One repeat of one point of an experiment, on engines from the sources, with whatever is put in the place of its loops. */
import { join } from 'node:path';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import { openNativeThreads } from '../engines/nativeThreads.ts';
import type { EngineOpener, EngineOpeners } from '../engines/threadEngine.ts';
import { openNodeEngine, openWasmEngine } from '../engines/wasmEngine.ts';
import type { OpenExperiment } from '../experiments/experiment.ts';
import type { MeasuredRepeat, RunOrder } from '../protocol.ts';
import { compiledPayload } from './nativePayload.ts';

export interface Outcome {
  measured: MeasuredRepeat;
  names: string[];
  samples: { at: number; counters: Readonly<Record<string, number[]>> }[];
}

export type Open = (order: Pick<RunOrder, 'points' | 'pins'>, openers: EngineOpeners) => Promise<OpenExperiment>;

/** `onSample` is called as the samples come, also when the repeat then fails. */
export async function measureOnce(
  open: Open,
  point: PointParameters,
  openers: EngineOpeners,
  onSample?: (sample: Outcome['samples'][number]) => void,
): Promise<Outcome> {
  const experiment = await open({ points: [point], pins: null }, openers);
  try {
    return await measureOn(experiment, point, onSample);
  } finally {
    await experiment.close();
  }
}

/** One repeat of an experiment that is open. */
export async function measureOn(
  experiment: OpenExperiment,
  point: PointParameters,
  onSample: (sample: Outcome['samples'][number]) => void = () => undefined,
): Promise<Outcome> {
  const names: string[] = [];
  const samples: Outcome['samples'] = [];
  const measured = await experiment.measure(point, 1, {
    started: (started) => names.push(...started.map(({ name }) => name)),
    sample: (at, counters) => {
      samples.push({ at, counters });
      onSample({ at, counters });
    },
  });
  return { measured, names, samples };
}

/** The ids of the checks that do not hold. */
export function failedChecks({ checks }: MeasuredRepeat): string[] {
  return checks.filter(({ holds }) => !holds).map(({ id }) => id);
}

/** `kernelFor`: the compiled kernel of each kind that is asked for. */
export function wasmFromSources(kernelFor: (kind: string) => Promise<Uint8Array<ArrayBuffer>>): EngineOpener {
  return async (asked) => {
    const kernels = await Promise.all(asked.kinds.map(async (kind) => [kind, await kernelFor(kind)] as const));
    const threadEntry = join(import.meta.dirname, '..', 'thread.worker.ts');
    return openWasmEngine({ ...asked, threadEntry }, Object.fromEntries(kernels));
  };
}

/** With the kinds of plantedScripts.ts besides those of the product. */
export function nodeFromSources(): EngineOpener {
  const threadEntry = join(import.meta.dirname, 'plantedThread.worker.ts');
  return (asked) => openNodeEngine({ ...asked, threadEntry });
}

/** `payload`: where it is not the usual one. `planted`: what of it is asked for in the place of every kind. */
export function nativeFromSources({ payload, planted }: { payload?: string; planted?: string } = {}): EngineOpener {
  return async (asked) => {
    const engine = await openNativeThreads({ ...asked, payload: payload ?? (await compiledPayload()) });
    if (planted === undefined) return engine;
    return { ...engine, begin: (job) => engine.begin({ ...job, kind: planted }) };
  };
}
