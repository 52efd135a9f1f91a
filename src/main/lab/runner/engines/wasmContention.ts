/** Contention on the Wasm engine: a kernel with its lock in worker_threads over one shared memory. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { LockName, WasmLockName } from '../../../../shared/lab/lockKinds.ts';
import { quantile } from '../../../../shared/statistics/quantile.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { block, ContentionCounters } from './contentionCounters.ts';
import type { ContentionEngine, ContentionJob, ThreadDone } from './contentionEngine.ts';
import { bindKernel } from './wasmKernel.ts';
import { WasmMemory } from './wasmMemory.ts';
import { WasmThreads } from './wasmThreads.ts';

export type ContentionKernels = Readonly<Record<WasmLockName, Uint8Array<ArrayBuffer>>>;

export interface WasmContentionOptions {
  locks: readonly LockName[];
  /** The most threads that any point asks for. */
  threads: number;
  /** Built file of a measuring thread. */
  threadEntry: string;
}

/** `kernels`: the compiled kernel of each lock; a test may hand in a broken one. */
export async function openWasmContention(
  { locks, threads: count, threadEntry }: WasmContentionOptions,
  kernels: ContentionKernels,
): Promise<ContentionEngine> {
  const modules = new Map<LockName, WebAssembly.Module>();
  for (const lock of locks) {
    if (!hasKernel(kernels, lock)) throw new ThreadlabError('badInput', `The engine wasm has no lock ${lock}.`);
    modules.set(lock, await WebAssembly.compile(kernels[lock]));
  }
  const memory = new WasmMemory();
  const threads = new WasmThreads(threadEntry, memory.memory);
  const tids = await threads.have(count);
  let module: WebAssembly.Module | undefined;
  let answers: Promise<ThreadDone[]> = Promise.resolve([]);

  return {
    process: process.pid,
    tids,
    counters: new ContentionCounters(memory),
    clockReading: timeClock(),
    begin(job: ContentionJob) {
      const own = (module = modules.get(job.lock));
      if (!own) throw new ThreadlabError('internal', `The plan has no point with the lock ${job.lock}.`);
      memory.reset(job.threads, job.seed);
      const { criticalSection, thinkTime } = job;
      answers = threads.run(
        Array.from({ length: job.threads }, (_, i) => ({
          module: own,
          name: `${job.name}-w${i}`,
          criticalSection,
          thinkTime,
        })),
      );
      answers.catch(() => undefined); // a failure is thrown by check(), or by the await in results()
      return Promise.resolve();
    },
    setPhase: (phase) => memory.setPhase(phase),
    setSampling: (on) => memory.setSampling(on),
    setSampleEvery: (every) => memory.setSampleEvery(every),
    async results() {
      const done = await answers;
      return { threads: done, free: module !== undefined && bindKernel(module, memory.memory).probe(block(0)) === 0 };
    },
    check: () => threads.check(),
    close: () => threads.close(),
  };
}

function hasKernel(kernels: ContentionKernels, lock: LockName): lock is WasmLockName {
  return Object.hasOwn(kernels, lock);
}

/** Seconds that one reading of the clock costs: the lower quartile of batches, of which some were interrupted. */
function timeClock(): Seconds {
  const readings = 500;
  const batches = Array.from({ length: 40 }, () => {
    const start = performance.now();
    for (let i = 1; i < readings; i += 1) performance.now();
    return (performance.now() - start) / 1000 / readings;
  });
  return quantile(batches, 0.25);
}
