/** The counters of src/kernels/layout.ts as the runner reads them while the threads run: nothing of that needs their help, nor stops them. */
import * as layout from '../../../../kernels/layout.ts';
import { bucketCount, type OpenHistogram } from '../../../../shared/statistics/histogram.ts';
import type { Unit } from '../../../../shared/units/quantity.ts';
import { total } from '../total.ts';

/** Where the counters lie: memory of Wasm, or a file that another process has mapped. */
export interface CounterSource {
  /** An i32. */
  word(address: number): number;
  /** A u64. */
  long(address: number): bigint;
  /** u64s, not one moment's while the threads write them. */
  longs(address: number, count: number): BigUint64Array;
}

export class ThreadCounters {
  private readonly source: CounterSource;

  constructor(source: CounterSource) {
    this.source = source;
  }

  /** How many threads have reached each step, all steps added up. */
  arrived(): number {
    return this.source.word(layout.ARRIVED);
  }

  /** Turns of the loop, with a lock its acquisitions: [thread], as the threads have counted up to now. */
  turns(threads: number): number[] {
    return this.ofThreads(threads, layout.ACQUISITIONS);
  }

  contended(threads: number): number[] {
    return this.ofThreads(threads, layout.CONTENDED);
  }

  /** Times that a thread found another inside. */
  violations(threads: number): number {
    return total(this.ofThreads(threads, layout.VIOLATIONS));
  }

  /** What each thread keeps of a counter for itself: [thread]. */
  shards(threads: number): number[] {
    return this.ofThreads(threads, layout.SHARD);
  }

  /** The counter that only the lock guards, or that all threads add to. */
  guardedCount(): number {
    return this.number(layout.GUARDED_COUNT);
  }

  /** Bypass (counts) or acquire latency (nanoseconds) of all threads together. */
  histogram(which: 'bypass' | 'latency', threads: number, unit: Unit, resolution: number): OpenHistogram {
    const [start, maximum] =
      which === 'bypass' ? [layout.BYPASS, layout.BYPASS_MAX] : [layout.LATENCY, layout.LATENCY_MAX];
    const counts = new Float64Array(bucketCount);
    for (let thread = 0; thread < threads; thread += 1) {
      const own = this.source.longs(block(thread) + start, bucketCount);
      counts.forEach((count, i) => (counts[i] = count + Number(own[i])));
    }
    return { unit, resolution, counts, max: Math.max(0, ...this.ofThreads(threads, maximum)) * resolution };
  }

  /** What the loop of clock-speed keeps: nanoseconds of the fastest chunk of each window of time, 0 where there is none. */
  clockWindows(thread: number): { adds: number[]; multiplies: number[] } {
    return {
      adds: this.windows(thread, layout.ADD_WINDOWS),
      multiplies: this.windows(thread, layout.MULTIPLY_WINDOWS),
    };
  }

  /** The same of one kind of chunk, which lies at `offset` in the block. */
  windows(thread: number, offset: number): number[] {
    return Array.from(this.source.longs(block(thread) + offset, layout.WINDOWS), Number);
  }

  /** The counters of 4 bytes that lie `stride` apart, modulo 2^32: [thread]. */
  countersApart(threads: number, stride: number): number[] {
    const place = (thread: number) => layout.SHARED_LINES + Math.floor((thread * stride) / 4) * 4;
    return Array.from({ length: threads }, (_, thread) => this.source.word(place(thread)) >>> 0);
  }

  /** Nanoseconds of the chunks that a thread of core-to-core has timed, in their order. */
  chunkTimes(thread: number, chunks: number): number[] {
    return Array.from(this.source.longs(block(thread) + layout.CHUNK_TIMES, chunks), Number);
  }

  /** A u64 of one thread's block. */
  ofThread(thread: number, offset: number): number {
    return this.number(block(thread) + offset);
  }

  /** A u64 of each thread's block: [thread]. */
  ofThreads(threads: number, offset: number): number[] {
    return Array.from({ length: threads }, (_, thread) => this.number(block(thread) + offset));
  }

  /** Counts stay far below 2^53, where numbers are exact. */
  private number(address: number): number {
    return Number(this.source.long(address));
  }
}

/** Address of a thread's block. */
export function block(thread: number): number {
  return layout.THREADS + thread * layout.THREAD_SIZE;
}
