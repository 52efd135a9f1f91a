/**
 * Lanes: what the threads of one process did over time, sampled for that process alone. Between two samples Linux counts how long a
 * thread ran and how long it waited for a CPU; the rest goes to the state in which the sample saw it. What is shorter than
 * the time between two samples is counted, but not placed.
 */
import { z } from 'zod';
import { subscription } from '../rpc/contract.ts';
import type { Hertz, Ratio, Seconds } from '../units/quantity.ts';
import { processKey, type ProcessKey } from './processKey.ts';

/** More threads than this have no lane. */
export const mostLanes = 5000;
/** So many processes are followed at once, of all windows together. */
export const mostLaneProcesses = 4;

export const monitorLanes = {
  /**
   * One item is one encoded LaneBatch (laneCodec.ts): what was sampled since the last one, some five a second or one a sample. The
   * last one of a process that has ended says so. Batches that a slow window does not take are dropped, the oldest first.
   */
  lanes: subscription({
    input: z.object({ process: processKey }),
    item: 'binary',
    errors: ['processGone', 'notSupported', 'busy', 'internal'],
  }),
} as const;

/** A share that is not known: the thread was not seen in the sample before. */
export const unknownShare = 0xffff;
/** The whole of an interval. */
export const wholeShare = 1000;

export interface LaneSampling {
  /** Samples a second that are aimed at: they follow the number of threads and what a sample costs. */
  rate: Hertz;
  /** Those of the last seconds; null before there are some. */
  achieved: Hertz | null;
  /** CPU that the sampling takes, as a share of one core; null before it is known. */
  cost: Ratio | null;
  /** Live threads; those beyond `mostLanes` have no lane. */
  threads: number;
}

/** Facts of each lane, one entry a lane. A counter that may not be read is NaN. */
export interface LaneFacts {
  names: string[];
  tid: Float64Array;
  startTicks: Float64Array;
  /** Seconds on a CPU since the thread's start. */
  cpuTime: Float64Array;
  /** Context switches since its start, and when they were read: less often than the rest. */
  voluntary: Float64Array;
  involuntary: Float64Array;
  switchesAt: Float64Array;
}

/** [sample * laneCount + lane]. */
export interface LaneCells {
  /** Code of Linux's letter for what it did in the rest of the interval; 0: not seen in this sample. */
  state: Uint16Array;
  /** Into `channels`: where it slept. */
  channel: Uint16Array;
  /** On which CPU it was last. */
  cpu: Uint16Array;
  /** Thousandths of the interval since the sample before: on a CPU, and waiting for one; together at most the whole. */
  run: Uint16Array;
  wait: Uint16Array;
}

export interface LaneBatch {
  process: ProcessKey;
  /** When the sample before the first of these was taken; null where there was none. */
  since: Seconds | null;
  /** The process has ended; nothing follows. */
  ended: boolean;
  sampling: LaneSampling;
  /** What some or all lanes lack, and why: waitChannel, runQueueDelay, switches. */
  notAvailable: Record<string, string>;
  /** Functions of Linux; the first, empty, stands for one that is not known. */
  channels: string[];
  /** When each sample was taken, on a monotonic clock of its own. */
  times: Float64Array;
  lanes: LaneFacts;
  cells: LaneCells;
}
