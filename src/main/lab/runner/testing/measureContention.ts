/** Runs the contention experiment from its sources, with whatever lock is put in the place of a kind. */
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import { locksOf, type LockName } from '../../../../shared/lab/lockKinds.ts';
import type { EngineOpener } from '../engines/threadEngine.ts';
import { openLockContention } from '../experiments/lock-contention.ts';
import { keepEngine } from './keptEngine.ts';
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
  return measureOnce(openLockContention, point, { [engine]: openerOf(engine, asked) }, onSample);
}

/** A lock that is never given back leaves its threads of no use to the next test. */
function openerOf(engine: EngineName, asked: ContentionCase): EngineOpener {
  if (engine === 'native') return nativeFromSources(asked);
  const { kernel } = asked;
  if (kernel === '../testing/stuck') return wasmFromSources(() => compiled(kernel));
  return wasm.opener((kind) => kernel ?? kind);
}

/** Every lock, every lock without its exclusion, and every fault. */
const wasm = keepEngine(() => {
  const locks: readonly string[] = locksOf('wasm');
  const faults = ['miscount', 'intruder', 'unfair', ...locks.map((lock) => `${lock}Open`)];
  const kinds = [...locks, ...faults.map((name) => `../testing/${name}`)];
  return wasmFromSources(compiled)({ kinds, threads: 2 });
});

export function closeContentionEngine(): Promise<void> {
  return wasm.close();
}

async function compiled(kernel: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/lock-contention.ts?lock=${kernel}&asc`
  );
  return bytes;
}
