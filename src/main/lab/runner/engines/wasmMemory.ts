/**
 * The memory that kernels, measuring threads and the runner's main thread share, seen from JavaScript.
 */
import * as layout from '../../../../kernels/layout.ts';
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { block, type CounterSource } from './threadCounters.ts';
import type { Phase } from './threadEngine.ts';

export class WasmMemory implements CounterSource {
  readonly memory: WebAssembly.Memory;
  private readonly words: Int32Array;
  private readonly longValues: BigUint64Array;

  /** Without an argument a new memory; otherwise the one that another thread made. */
  constructor(memory = newMemory(0)) {
    this.memory = memory;
    this.words = new Int32Array(memory.buffer);
    this.longValues = new BigUint64Array(memory.buffer);
  }

  /** Clears what the repeat before left, and numbers the threads. Only while no thread works in it. */
  reset(threads: number, seed: number): void {
    this.longValues.fill(0n, 0, block(threads) / 8);
    this.longValues.fill(0n, layout.SHARED_LINES / 8, layout.WORKING_SET / 8);
    for (let thread = 0; thread < threads; thread += 1) {
      const at = block(thread);
      this.words[(at + layout.NUMBER) / 4] = thread + 1;
      this.words[(at + layout.COUNTDOWN) / 4] = 1;
      // Far apart and never 0, as xorshift needs.
      this.longValues[(at + layout.RANDOM) / 8] =
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

  /** How many threads have reached each step, all steps added up. */
  arrived(): number {
    return Atomics.load(this.words, layout.ARRIVED / 4);
  }

  setSampling(on: boolean): void {
    Atomics.store(this.words, layout.SAMPLING / 4, Number(on));
  }

  setSampleEvery(every: readonly number[]): void {
    every.forEach((value, thread) => Atomics.store(this.words, (block(thread) + layout.SAMPLE_EVERY) / 4, value));
  }

  setThreshold(threads: number, threshold: number): void {
    for (let thread = 0; thread < threads; thread += 1) this.words[(block(thread) + layout.THRESHOLD) / 4] = threshold;
  }

  setSettings(settings: readonly number[]): void {
    this.words.set(settings, layout.SETTINGS / 4);
  }

  /** Wakes those who sleep on it. */
  setWord(address: number, value: number): void {
    Atomics.store(this.words, address / 4, value);
    Atomics.notify(this.words, address / 4);
  }

  setSteps(thread: number, section: number, think: number): void {
    this.words[(block(thread) + layout.SECTION_STEPS) / 4] = section;
    this.words[(block(thread) + layout.THINK_STEPS) / 4] = think;
  }

  steps(thread: number): { section: number; think: number } {
    const at = (offset: number) => this.words[(block(thread) + offset) / 4] ?? NaN;
    return { section: at(layout.SECTION_STEPS), think: at(layout.THINK_STEPS) };
  }

  word(address: number): number {
    return Atomics.load(this.words, address / 4);
  }

  long(address: number): bigint {
    return Atomics.load(this.longValues, address / 8);
  }

  longs(address: number, count: number): BigUint64Array {
    return this.longValues.subarray(address / 8, address / 8 + count);
  }
}

/** Counters, and behind them room for a kernel's own set of so many bytes; pages that nobody touches take no memory. */
export function newMemory(workingSet: Bytes): WebAssembly.Memory {
  const pages = layout.PAGES + Math.ceil(workingSet / 65_536);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
