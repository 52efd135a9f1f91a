/**
 * What the contention experiments ask of an engine: threads that take one lock again and again, in phases that the runner
 * advances, and counters that it reads while they run. How a thread takes the lock is the engine's own.
 */
import type * as layout from '../../../../kernels/layout.ts';
import type { LockName } from '../../../../shared/lab/lockKinds.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { ContentionCounters } from './contentionCounters.ts';

export type Phase =
  | typeof layout.PHASE_SETUP
  | typeof layout.PHASE_CALIBRATE
  | typeof layout.PHASE_LINE_UP
  | typeof layout.PHASE_RUN
  | typeof layout.PHASE_STOP
  | typeof layout.PHASE_AGAIN
  | typeof layout.PHASE_STEP_AGAIN
  | typeof layout.PHASE_END;

export interface ContentionJob {
  lock: LockName;
  /** What thread i is called, less its `-w<i>`. */
  name: string;
  threads: number;
  criticalSection: Seconds;
  thinkTime: Seconds;
  seed: number;
}

/** What a thread tells of its part in a repeat. */
export interface ThreadDone {
  /** Monotonic seconds at which the thread entered the loop and had left it. */
  entered: Seconds;
  left: Seconds;
  /** Seconds of one step of work, before and after: by how much the core's clock drifted. */
  stepBefore: Seconds;
  stepAfter: Seconds;
  /** Seconds of work inside and outside the lock, measured after the run. */
  criticalSection: Seconds;
  thinkTime: Seconds;
}

export interface ContentionResults {
  threads: ThreadDone[];
  /** Whether the lock was free when all had left. */
  free: boolean;
}

export interface ContentionEngine {
  /** The process of the threads, and the numbers that Linux gave them. */
  readonly process: number;
  readonly tids: readonly number[];
  readonly counters: ContentionCounters;
  /** What one reading of the clock costs a thread. */
  readonly clockReading: Seconds;
  /** Clears what the repeat before left and gives the first threads this job; resolves when the counters are this repeat's. */
  begin(job: ContentionJob): Promise<void>;
  setPhase(phase: Phase): void;
  setSampling(on: boolean): void;
  /** One acquisition in how many is sampled: [thread]. */
  setSampleEvery(every: readonly number[]): void;
  /** Once the last phase was set: resolves when every thread has answered. */
  results(): Promise<ContentionResults>;
  /** Throws when a thread, or its process, has ended by itself. */
  check(): void;
  close(): Promise<void>;
}
