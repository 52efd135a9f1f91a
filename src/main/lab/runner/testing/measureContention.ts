/** Runs the contention experiment from its sources, with whatever lock is put in the place of a kind. */
import { join } from 'node:path';
import { lockNames, type LockName } from '../../../../shared/lab/lockKinds.ts';
import { openLockContention } from '../experiments/lock-contention.ts';
import type { MeasuredRepeat } from '../protocol.ts';

export interface ContentionCase {
  /** The kind that is asked for. */
  lock: LockName;
  /** What is compiled in its place, a path from src/kernels/locks without `.ts`. */
  kernel?: string;
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
  { lock, kernel = lock, threads, duration = 0.1, criticalSection = 100e-9, thinkTime = 100e-9 }: ContentionCase,
  onSample: (sample: ContentionOutcome['samples'][number]) => void = () => undefined,
): Promise<ContentionOutcome> {
  const point = { engine: 'wasm', lock, threads, criticalSection, thinkTime, placement: 'free', duration };
  const bytes = await compiled(kernel);
  const kernels = Object.fromEntries(lockNames.map((name) => [name, bytes])) as Record<LockName, typeof bytes>;
  const threadEntry = join(import.meta.dirname, '..', 'thread.worker.ts');
  const experiment = await openLockContention({ points: [point], pins: null, threadEntry }, kernels);
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

async function compiled(kernel: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/lock-contention.ts?lock=${kernel}&asc`
  );
  return bytes;
}
