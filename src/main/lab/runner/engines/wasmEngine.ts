/** Measured loops in worker_threads over one shared memory: on the engine wasm a kernel for each kind, on node a script. */
import clockChainBytes from '../../../../kernels/clockChain.ts?asc';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { quantile } from '../../../../shared/statistics/quantile.ts';
import type { Bytes, Seconds } from '../../../../shared/units/quantity.ts';
import { bindClockChain } from './clockChain.ts';
import { block, ThreadCounters } from './threadCounters.ts';
import type { ThreadDone, ThreadEngine, ThreadJob } from './threadEngine.ts';
import { scriptKernels } from './scriptKernels.ts';
import { bindLoop, type Loop } from './wasmKernel.ts';
import { newMemory, WasmMemory } from './wasmMemory.ts';
import { WasmThreads } from './wasmThreads.ts';

/** Compiled kernels by the kind of their loop. */
export type Kernels = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

export interface WasmEngineOptions {
  kinds: readonly string[];
  /** The most threads that any point asks for. */
  threads: number;
  /** The largest set of its own that a kernel works on; absent where none does. */
  workingSet?: Bytes | undefined;
  /** Built file of a measuring thread. */
  threadEntry: string;
}

/** `kernels`: a test may hand in broken ones. Throws `badInput` when a kind has none. */
export async function openWasmEngine(
  { kinds, threads: count, threadEntry, workingSet = 0 }: WasmEngineOptions,
  kernels: Kernels,
): Promise<ThreadEngine> {
  const modules = new Map<string, Loop>();
  for (const kind of kinds) {
    const bytes = Object.hasOwn(kernels, kind) ? kernels[kind] : undefined;
    if (!bytes) throw new ThreadlabError('badInput', `The engine wasm has no ${kind}.`);
    modules.set(kind, await WebAssembly.compile(bytes));
  }
  return openWorkers(modules, count, threadEntry, workingSet);
}

/** The same threads and memory with loops in plain JavaScript. Throws `badInput` when a kind has none. */
export function openNodeEngine({ kinds, threads, threadEntry }: WasmEngineOptions): Promise<ThreadEngine> {
  const missing = kinds.find((kind) => !scriptKernels.has(kind));
  if (missing !== undefined) throw new ThreadlabError('badInput', `The engine node has no ${missing}.`);
  return openWorkers(new Map(kinds.map((kind) => [kind, kind])), threads, threadEntry, 0);
}

/** `loops`: by their kind. */
async function openWorkers(
  loops: ReadonlyMap<string, Loop>,
  count: number,
  threadEntry: string,
  workingSet: Bytes,
): Promise<ThreadEngine> {
  const memory = new WasmMemory(newMemory(workingSet));
  const clockChain = await WebAssembly.compile(clockChainBytes);
  const threads = new WasmThreads(threadEntry, { memory: memory.memory, clockChain });
  const chain = bindClockChain(clockChain, memory.memory);
  const tids = await threads.have(count);
  let loop: Loop | undefined;
  let answers: Promise<ThreadDone[]> = Promise.resolve([]);

  return {
    process: process.pid,
    tids,
    counters: new ThreadCounters(memory),
    clockReading: timeClock(),
    begin(job: ThreadJob) {
      const own = (loop = loops.get(job.kind));
      if (!own) throw new ThreadlabError('internal', `The plan has no point of ${job.kind}.`);
      const { criticalSection, thinkTime, count: turns, perCall, threads: all } = job;
      memory.reset(all, job.seed);
      memory.setThreshold(all, job.threshold);
      memory.setSettings(job.settings ?? []);
      answers = threads.run(
        Array.from({ length: all }, (_, i) => ({
          loop: own,
          name: `${job.name}-w${i}`,
          criticalSection,
          thinkTime,
          count: turns,
          perCall,
          threads: all,
        })),
      );
      answers.catch(() => undefined); // a failure is thrown by check(), or by the await in results()
      return Promise.resolve();
    },
    setPhase: (phase) => memory.setPhase(phase),
    setSampling: (on) => memory.setSampling(on),
    setSampleEvery: (every) => memory.setSampleEvery(every),
    setWord: (address, value) => memory.setWord(address, value),
    async results() {
      const done = await answers;
      return {
        threads: done,
        free: loop !== undefined && bindLoop(loop, memory.memory, chain).probe(block(0)) === 0,
      };
    },
    check: () => threads.check(),
    close: () => threads.close(),
  };
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
