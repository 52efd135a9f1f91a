/** What the runner's main loop asks of an experiment: open it for a plan, measure its points one by one, close it. */
import type { PointParameters } from '../../../../shared/runs/record.ts';
import type { MeasuredRepeat, RunOrder, ThreadName } from '../protocol.ts';

/** What an experiment tells while a repeat goes on. */
export interface RepeatListener {
  started(threads: readonly ThreadName[]): void;
  /** Counters that the threads advance, by name: [thread]. `at`: monotonic seconds. */
  sample(at: number, counters: Readonly<Record<string, number[]>>): void;
}

export interface OpenExperiment {
  /** Measures one repeat of one point. Throws `runFailed` when its threads hang or fail. */
  measure(point: PointParameters, seed: number, listener: RepeatListener): Promise<MeasuredRepeat>;
  /** What measuring costs, in seconds, by name. */
  costOfMeasuring(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

export type RunnerExperiment = (order: RunOrder) => Promise<OpenExperiment>;
