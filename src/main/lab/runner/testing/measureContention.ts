/** Runs the contention experiment from its sources, with whatever lock is put in the place of a kind. */
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import type { LockName } from '../../../../shared/lab/lockKinds.ts';
import { openLockContention } from '../experiments/lock-contention.ts';
import { measureOnce, nativeFromSources, wasmFromSources, type Outcome } from './measureOnce.ts';

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

/** One repeat. `onSample` is called as the samples come, also when the repeat then fails. */
export function measureContention(
  asked: ContentionCase,
  onSample?: (sample: Outcome['samples'][number]) => void,
): Promise<Outcome> {
  const { engine = 'wasm', lock, threads, duration = 0.1, criticalSection = 100e-9, thinkTime = 100e-9 } = asked;
  const point = { engine, lock, threads, criticalSection, thinkTime, placement: 'free', duration };
  const opener =
    engine === 'native' ? nativeFromSources(asked) : wasmFromSources((kind) => compiled(asked.kernel ?? kind));
  return measureOnce(openLockContention, point, { [engine]: opener }, onSample);
}

async function compiled(kernel: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/lock-contention.ts?lock=${kernel}&asc`
  );
  return bytes;
}
