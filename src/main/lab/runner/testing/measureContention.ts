/** Runs the contention experiment from its sources, with whatever lock is put in the place of a kind. */
import { join } from 'node:path';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import { locksOf, type LockName } from '../../../../shared/lab/lockKinds.ts';
import { openNativeContention } from '../engines/nativeContention.ts';
import { openWasmContention, type ContentionKernels } from '../engines/wasmContention.ts';
import { openLockContention, type EngineOpener } from '../experiments/lock-contention.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import { compiledPayload } from './nativePayload.ts';

export interface ContentionCase {
  engine?: EngineName;
  /** The kind that is asked for. */
  lock: LockName;
  /** What is compiled in the lock's place on Wasm, a path from src/kernels/locks without `.ts`. */
  kernel?: string;
  /** The native payload, where it is not the usual one, and what of it is asked for in the lock's place. */
  payload?: string;
  planted?: string;
  threads: number;
  duration?: number;
  criticalSection?: number;
  thinkTime?: number;
}

export interface ContentionOutcome {
  measured: MeasuredRepeat;
  names: string[];
  samples: { at: number; counters: Readonly<Record<string, number[]>> }[];
}

/** One repeat. `onSample` is called as the samples come, also when the repeat then fails. */
export async function measureContention(
  asked: ContentionCase,
  onSample: (sample: ContentionOutcome['samples'][number]) => void = () => undefined,
): Promise<ContentionOutcome> {
  const { engine = 'wasm', lock, threads, duration = 0.1, criticalSection = 100e-9, thinkTime = 100e-9 } = asked;
  const point = { engine, lock, threads, criticalSection, thinkTime, placement: 'free', duration };
  const opener = engine === 'native' ? nativeOpener(asked) : wasmOpener(asked);
  const experiment = await openLockContention({ points: [point], pins: null }, { [engine]: opener });
  const names: string[] = [];
  const samples: ContentionOutcome['samples'] = [];
  try {
    const measured = await experiment.measure(point, 1, {
      started: (started) => names.push(...started.map(({ name }) => name)),
      sample: (at, counters) => {
        samples.push({ at, counters });
        onSample({ at, counters });
      },
    });
    return { measured, names, samples };
  } finally {
    await experiment.close();
  }
}

/** The ids of the checks that do not hold. */
export function failedChecks({ checks }: MeasuredRepeat): string[] {
  return checks.filter(({ holds }) => !holds).map(({ id }) => id);
}

function wasmOpener({ lock, kernel = lock }: ContentionCase): EngineOpener {
  return async (asked) => {
    const bytes = await compiled(kernel);
    const kernels = Object.fromEntries(locksOf('wasm').map((name) => [name, bytes]));
    const threadEntry = join(import.meta.dirname, '..', 'thread.worker.ts');
    return openWasmContention({ ...asked, threadEntry }, kernels as ContentionKernels);
  };
}

function nativeOpener({ payload, planted }: ContentionCase): EngineOpener {
  return async (asked) => {
    const file = payload ?? (await compiledPayload());
    const engine = await openNativeContention({ ...asked, payload: file });
    if (planted === undefined) return engine;
    return { ...engine, begin: (job) => engine.begin({ ...job, lock: planted as LockName }) };
  };
}

async function compiled(kernel: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/lock-contention.ts?lock=${kernel}&asc`
  );
  return bytes;
}
