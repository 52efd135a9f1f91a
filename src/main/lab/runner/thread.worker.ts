/**
 * A measuring thread: a worker of Node, which is a thread of Linux. It waits for jobs; during one it does nothing but run
 * the kernel in short calls (so that V8 compiles it with its best compiler), and asks the shared phase between them.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import * as layout from '../../../kernels/layout.ts';
import { quantile } from '../../../shared/statistics/quantile.ts';
import type { Hertz, Seconds } from '../../../shared/units/quantity.ts';
import { bindClockChain } from './engines/clockChain.ts';
import { bindLoop, type ThreadKernel } from './engines/wasmKernel.ts';
import { block } from './engines/threadCounters.ts';
import type { Phase, ThreadDone } from './engines/threadEngine.ts';
import { WasmMemory } from './engines/wasmMemory.ts';
import type { ThreadAnswer } from './engines/wasmThreads.ts';
import { monotonicSeconds } from './protocol.ts';
import { nameOwnThread, ownThreadId } from './threadIdentity.ts';

const threadData = z.object({
  memory: z.instanceof(WebAssembly.Memory),
  clockChain: z.instanceof(WebAssembly.Module),
  thread: z.int(),
});
const threadJob = z.object({
  loop: z.union([z.instanceof(WebAssembly.Module), z.string()]),
  name: z.string(),
  criticalSection: z.number(),
  thinkTime: z.number(),
  count: z.int(),
  perCall: z.int(),
  threads: z.int(),
});
type ThreadJob = z.output<typeof threadJob>;

/** Steps of a piece of calibration, some 25 µs: far above the clock's own cost and far below a time slice. */
const pieceSteps = 20_000;
/** Adds of a piece of the clock chain, some 20 µs. */
const pieceAdds = 65_536;
/** Fewer pieces say too little, however short of CPU a phase was. */
const fewestPieces = 16;

/** ms: some wake-ups, and a fraction of a time slice; the warm-up of a loop of fixed count. The same in src/native/workers.c. */
const togetherLimit = 2;
const warmTime = 20;
/** In one call of the warm-up: few, since past the CPUs each turn of a queue lock may take a time slice. */
const warmTurns = 64;

const { memory: sharedMemory, clockChain, thread } = threadData.parse(workerData);
const memory = new WasmMemory(sharedMemory);
const chain = bindClockChain(clockChain, sharedMemory);
const at = block(thread);
/** What the chain adds, and where it has come to: values that no compiler knows. */
const oddStep = BigInt(2 * thread + 1);
let sums = 0n;

parentPort?.on('message', (message) => answer(perform(threadJob.parse(message))));
answer({ kind: 'ready', tid: ownThreadId() });

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}

function perform(job: ThreadJob): ThreadAnswer {
  nameOwnThread(job.name);
  const kernel = bindLoop(job.loop, memory.memory, chain);
  memory.arrive();

  memory.awaitPhase(layout.PHASE_CALIBRATE);
  const { step, clock } = calibrate(kernel);
  memory.setSteps(thread, stepsFor(job.criticalSection, step), stepsFor(job.thinkTime, step));
  if (job.count > 0) warmUp(kernel);
  memory.arrive();

  memory.awaitPhase(layout.PHASE_RUN);
  memory.arrive();
  if (job.count > 0) setOutTogether(3 * job.threads);
  const entered = monotonicSeconds();
  const { perCall } = job;
  for (
    let left = job.count > 0 ? job.count : Infinity;
    left > 0 && memory.phase() === layout.PHASE_RUN;
    left -= perCall
  )
    kernel.run(at, Math.min(left, perCall));
  const left = monotonicSeconds();
  memory.arrive();

  memory.awaitPhase(layout.PHASE_AGAIN);
  return { kind: 'done', entered, left, clockBefore: clock, ...measureAgain(kernel) };
}

/** Waking takes each thread another time. Those that are awake wait for the rest, but not long: they may need this CPU. */
function setOutTogether(all: number): void {
  const limit = performance.now() + togetherLimit;
  while (memory.arrived() < all && performance.now() < limit);
}

/** A fixed count leaves no time for a warm-up in it: the loop runs for a while before the start line, and V8 compiles it. */
function warmUp(kernel: ThreadKernel): void {
  const end = performance.now() + warmTime;
  while (performance.now() < end) kernel.run(at, warmTurns);
}

/** A step of work and the core's clock, while the phase lasts: all threads measure together. Nearly the shortest piece of work: interrupted ones are longer, none is shorter than it takes. */
function calibrate(kernel: ThreadKernel): { step: Seconds; clock: Hertz } {
  const durations: Seconds[] = [];
  const clock = clockWhile(layout.PHASE_CALIBRATE, () => {
    durations.push(timed(() => kernel.calibrate(at, pieceSteps, 1)) / pieceSteps);
  });
  const step = quantile(durations.slice(durations.length / 2), 0.1); // the first half may still run unoptimised
  return { step, clock };
}

/** By the fastest piece of the clock chain while the phase lasts; `between` is done after each. */
function clockWhile(phase: Phase, between: () => void = () => undefined): Hertz {
  let fastest: Seconds = Infinity;
  let pieces = 0;
  do {
    fastest = Math.min(
      fastest,
      timed(() => (sums = chain.addChain(sums, oddStep, pieceAdds))),
    );
    pieces += 1;
    between();
  } while (memory.phase() === phase || pieces < fewestPieces);
  return pieceAdds / fastest;
}

/** What the work in the run takes, measured as it was used: seconds inside and outside, by the middle piece. */
function measureAgain(kernel: ThreadKernel): Pick<ThreadDone, 'criticalSection' | 'thinkTime' | 'clockAfter'> {
  const { section, think } = memory.steps(thread);
  const sections: Seconds[] = [];
  const thinks: Seconds[] = [];
  do {
    sections.push(workTime(kernel, section));
    thinks.push(workTime(kernel, think));
  } while (memory.phase() === layout.PHASE_AGAIN || sections.length < fewestPieces);
  const clockAfter = clockWhile(layout.PHASE_CLOCK_AGAIN);
  return { criticalSection: quantile(sections, 0.5), thinkTime: quantile(thinks, 0.5), clockAfter };
}

function workTime(kernel: ThreadKernel, steps: number): Seconds {
  if (steps === 0) return 0;
  const repeats = Math.max(1, Math.round(pieceSteps / steps));
  return timed(() => kernel.calibrate(at, steps, repeats)) / repeats;
}

function stepsFor(seconds: Seconds, step: Seconds): number {
  return seconds === 0 ? 0 : Math.max(1, Math.round(seconds / step));
}

function timed(act: () => void): Seconds {
  const start = performance.now();
  act();
  return Math.max(1e-9, (performance.now() - start) / 1000);
}
