/**
 * What experiments with threads ask of an engine: threads that run one measured loop, in phases that the runner advances, and
 * counters that it reads while they run. How a thread runs the loop is the engine's own.
 */
import type * as layout from '../../../../kernels/layout.ts';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import type { Bytes, Hertz, Seconds } from '../../../../shared/units/quantity.ts';
import type { ThreadCounters } from './threadCounters.ts';

export type Phase =
  | typeof layout.PHASE_SETUP
  | typeof layout.PHASE_CALIBRATE
  | typeof layout.PHASE_LINE_UP
  | typeof layout.PHASE_RUN
  | typeof layout.PHASE_STOP
  | typeof layout.PHASE_AGAIN
  | typeof layout.PHASE_CLOCK_AGAIN
  | typeof layout.PHASE_END;

export interface ThreadJob {
  /** The measured loop: a lock, or whatever else the engine was opened for. */
  kind: string;
  /** What thread i is called, less its `-w<i>`. */
  name: string;
  threads: number;
  /** Work inside and outside, for loops that do some. */
  criticalSection: Seconds;
  thinkTime: Seconds;
  /** Turns of the loop that each thread makes, all threads setting out together; 0: as many as come until PHASE_STOP. */
  count: number;
  /** Turns in one call of a Wasm kernel: some 10 to 100 µs, against about 20 ns for the call. Many short calls let V8 compile it with its best compiler. */
  perCall: number;
  /** At how many of its own a thread hands over to the shared counter (the approximate counter). */
  threshold: number;
  /** What a signal's loop is told beyond that (whole numbers): SETTINGS of the layout. */
  settings?: readonly number[];
  seed: number;
  /** What else a loop must know, by name; for payloads that read it from the request itself. */
  options?: Readonly<Record<string, string | number>>;
}

/** A job whose loop has no work inside and outside, no count to make, and nothing to hand over. */
export function plainJob(
  job: Pick<ThreadJob, 'kind' | 'threads' | 'perCall' | 'settings' | 'seed'>,
): Omit<ThreadJob, 'name'> {
  return { criticalSection: 0, thinkTime: 0, count: 0, threshold: 1, ...job };
}

/** What a thread tells of its part in a repeat. */
export interface ThreadDone {
  /** Monotonic seconds at which the thread entered the loop and had left it. */
  entered: Seconds;
  left: Seconds;
  /** By the clock chain, before the run and after it, all threads together. */
  clockBefore: Hertz;
  clockAfter: Hertz;
  /** Seconds of work inside and outside, measured after the run. */
  criticalSection: Seconds;
  thinkTime: Seconds;
}

export interface ThreadResults {
  threads: ThreadDone[];
  /** Whether the lock was free when all had left; true where there is none. */
  free: boolean;
}

export interface ThreadEngine {
  /** The process of the threads, and the numbers that Linux gave them. */
  readonly process: number;
  readonly tids: readonly number[];
  readonly counters: ThreadCounters;
  /** What one reading of the clock costs a thread. */
  readonly clockReading: Seconds;
  /** What counting a turn adds to it; absent where it is part of the loop. */
  readonly counting?: Seconds;
  /** Clears what the repeat before left and gives the first threads this job; resolves when the counters are this repeat's. */
  begin(job: ThreadJob): Promise<void>;
  setPhase(phase: Phase): void;
  setSampling(on: boolean): void;
  /** One turn in how many is sampled: [thread]. */
  setSampleEvery(every: readonly number[]): void;
  /** Writes an i32 and wakes the threads that sleep on it. */
  setWord(address: number, value: number): void;
  /** Once the last phase was set: resolves when every thread has answered. */
  results(): Promise<ThreadResults>;
  /** Throws when a thread, or its process, has ended by itself. */
  check(): void;
  close(): Promise<void>;
}

/** Opens an engine for the loops that the points ask for, and as many threads as the largest of them needs; `interpreter` is that of a point on Python, `workingSet` the largest set of its own that a loop works on. */
export type EngineOpener = (asked: {
  kinds: string[];
  threads: number;
  workingSet?: Bytes | undefined;
  interpreter?: string | undefined;
}) => Promise<ThreadEngine>;
export type EngineOpeners = Readonly<Partial<Record<EngineName, EngineOpener>>>;

/** Engines that are opened anew for every repeat: a fresh process each time. */
export const freshEngines: ReadonlySet<EngineName> = new Set<EngineName>(['python']);

/** What it adds to a turn to count it, under this name; nothing where that is part of the loop. */
export function countingCost({ counting }: Pick<ThreadEngine, 'counting'>, name: string): Record<string, number> {
  return counting === undefined ? {} : { [name]: counting };
}
