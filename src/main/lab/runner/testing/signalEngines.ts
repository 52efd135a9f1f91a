/**
 * An experiment with signals opened once for a test file, on all engines that are here, with planted faults ready to take the
 * place of its loop: threads and programs are started once, and a repeat takes a tenth of a second.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { engineNames, type EngineName } from '../../../../shared/lab/experiment.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import type { EngineOpener } from '../engines/threadEngine.ts';
import type { OpenExperiment } from '../experiments/experiment.ts';
import { failedChecks, nativeFromSources, wasmFromSources, type Open, type Outcome } from './measureOnce.ts';
import { compiledPayload, nativeSources, noNative } from './nativePayload.ts';

export const signalEngines = ['wasm', 'native'] as const satisfies readonly EngineName[];

/** Why an engine is not tested here; null where it is. */
export function noEngine(engine: EngineName): string | null {
  return engine === 'native' ? noNative : null;
}

export interface OpenSignal {
  /** `planted`: one of the faults in the place of the loop. */
  measure: (point: PointParameters, planted?: string) => Promise<Outcome & { failed: string[] }>;
  close: () => Promise<void>;
}

/**
 * `points`: all that will be measured, without their engine. `kernels`: files of src/kernels by the kinds of their loops.
 * `faults`: files of testing/signals in src/kernels and src/native.
 */
export async function openSignal(
  open: Open,
  points: readonly PointParameters[],
  kernels: Readonly<Record<string, string>>,
  faults: readonly string[],
  on: readonly EngineName[] = signalEngines,
): Promise<OpenSignal> {
  let planted: string | undefined;
  const wasm: EngineOpener = async (asked) => {
    const engine = await wasmFromSources((kind) => compiled(kernels[kind] ?? `testing/signals/${kind}`))({
      ...asked,
      kinds: [...asked.kinds, ...faults],
    });
    return { ...engine, begin: (job) => engine.begin({ ...job, kind: planted ?? job.kind }) };
  };
  const native: EngineOpener = async (asked) => {
    const payload = await compiledPayload({
      files: globSync('signals/*.c', { cwd: join(nativeSources, 'testing') }).sort(),
    });
    const engine = await nativeFromSources({ payload })(asked);
    return { ...engine, begin: (job) => engine.begin({ ...job, kind: planted ?? job.kind }) };
  };
  const engines = on.filter((engine) => noEngine(engine) === null);
  const all = engines.flatMap((engine) => points.map((point) => ({ ...point, engine })));
  const experiment: OpenExperiment = await open({ points: all, pins: null }, { wasm, native });
  return {
    async measure(point, fault) {
      if (!engineNames.some((engine) => engine === point['engine'])) throw new Error('The point names no engine.');
      planted = fault;
      const names: string[] = [];
      const samples: Outcome['samples'] = [];
      const measured = await experiment.measure(point, 1, {
        started: (started) => names.push(...started.map(({ name }) => name)),
        sample: (at, counters) => samples.push({ at, counters }),
      });
      return { measured, names, samples, failed: failedChecks(measured) };
    },
    close: () => experiment.close(),
  };
}

async function compiled(kernel: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/${kernel}.ts?asc`
  );
  return bytes;
}
