/**
 * The memory that kernels, measuring threads and the runner's main thread share, seen from JavaScript. The main thread
 * reads the counters in it while the threads run: nothing of that needs their help, nor stops them.
 */
import * as layout from '../../../../kernels/layout.ts';
import { bucketCount, type OpenHistogram } from '../../../../shared/statistics/histogram.ts';
import type { Unit } from '../../../../shared/units/quantity.ts';

export type Phase =
  | typeof layout.PHASE_SETUP
  | typeof layout.PHASE_CALIBRATE
  | typeof layout.PHASE_LINE_UP
  | typeof layout.PHASE_RUN
  | typeof layout.PHASE_STOP
  | typeof layout.PHASE_AGAIN
  | typeof layout.PHASE_STEP_AGAIN
  | typeof layout.PHASE_END;

export class WasmMemory {
  readonly memory: WebAssembly.Memory;
  private readonly words: Int32Array;
  private readonly longs: BigUint64Array;

  /** Without an argument a new memory; otherwise the one that another thread made. */
  constructor(memory = new WebAssembly.Memory({ initial: layout.PAGES, maximum: layout.PAGES, shared: true })) {
    this.memory = memory;
    this.words = new Int32Array(memory.buffer);
    this.longs = new BigUint64Array(memory.buffer);
  }

  /** Clears what the repeat before left, and numbers the threads. Only while no thread works in it. */
  reset(threads: number, seed: number): void {
    this.longs.fill(0n, 0, block(threads) / 8);
    for (let thread = 0; thread < threads; thread += 1) {
      const at = block(thread);
      this.words[(at + layout.NUMBER) / 4] = thread + 1;
      this.words[(at + layout.COUNTDOWN) / 4] = 1;
      // Far apart and never 0, as xorshift needs.
      this.longs[(at + layout.RANDOM) / 8] =
        BigInt(seed + 1) * 0x9e3779b97f4a7c15n + BigInt(thread + 1) * 0xbf58476d1ce4e5b9n;
    }
    this.setSampleEvery(Array<number>(threads).fill(16));
  }

  phase(): number {
    return Atomics.load(this.words, layout.PHASE / 4);
  }

  setPhase(phase: Phase): void {
    Atomics.store(this.words, layout.PHASE / 4, phase);
    Atomics.notify(this.words, layout.PHASE / 4);
  }

  /** Sleeps until the phase is at least `phase`. Not for the main thread. */
  awaitPhase(phase: Phase): void {
    for (let now = this.phase(); now < phase; now = this.phase()) Atomics.wait(this.words, layout.PHASE / 4, now);
  }

  /** A thread says that it has reached the next step. */
  arrive(): void {
    Atomics.add(this.words, layout.ARRIVED / 4, 1);
  }

  arrived(): number {
    return Atomics.load(this.words, layout.ARRIVED / 4);
  }

  setSampling(on: boolean): void {
    Atomics.store(this.words, layout.SAMPLING / 4, Number(on));
  }

  setSampleEvery(every: readonly number[]): void {
    every.forEach((value, thread) => Atomics.store(this.words, (block(thread) + layout.SAMPLE_EVERY) / 4, value));
  }

  setSteps(thread: number, section: number, think: number): void {
    this.words[(block(thread) + layout.SECTION_STEPS) / 4] = section;
    this.words[(block(thread) + layout.THINK_STEPS) / 4] = think;
  }

  steps(thread: number): { section: number; think: number } {
    const at = (offset: number) => this.words[(block(thread) + offset) / 4] ?? NaN;
    return { section: at(layout.SECTION_STEPS), think: at(layout.THINK_STEPS) };
  }

  /** [thread], as the threads have counted up to now. */
  acquisitions(threads: number): number[] {
    return this.ofThreads(threads, layout.ACQUISITIONS);
  }

  contended(threads: number): number[] {
    return this.ofThreads(threads, layout.CONTENDED);
  }

  /** Times that a thread found another inside. */
  violations(threads: number): number {
    return this.ofThreads(threads, layout.VIOLATIONS).reduce((sum, value) => sum + value, 0);
  }

  /** The counter that only the lock guards. */
  guardedCount(): number {
    return this.long(layout.GUARDED_COUNT);
  }

  /** Bypass (counts) or acquire latency (nanoseconds) of all threads together. */
  histogram(which: 'bypass' | 'latency', threads: number, unit: Unit, resolution: number): OpenHistogram {
    const [start, maximum] =
      which === 'bypass' ? [layout.BYPASS, layout.BYPASS_MAX] : [layout.LATENCY, layout.LATENCY_MAX];
    const counts = new Float64Array(bucketCount);
    for (let thread = 0; thread < threads; thread += 1) {
      const first = (block(thread) + start) / 8;
      counts.forEach((count, i) => (counts[i] = count + Number(this.longs[first + i])));
    }
    return { unit, resolution, counts, max: Math.max(0, ...this.ofThreads(threads, maximum)) * resolution };
  }

  private ofThreads(threads: number, offset: number): number[] {
    return Array.from({ length: threads }, (_, thread) => this.long(block(thread) + offset));
  }

  /** Counts stay far below 2^53, where numbers are exact. */
  private long(address: number): number {
    return Number(Atomics.load(this.longs, address / 8));
  }
}

/** Address of a thread's block. */
export function block(thread: number): number {
  return layout.THREADS + thread * layout.THREAD_SIZE;
}
