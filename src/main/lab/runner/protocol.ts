/**
 * What backend and runner say to each other over Node's IPC. Both sides parse what they receive: the runner is a child
 * that may be killed half-way, or be another program's by mistake.
 */
import { z } from 'zod';
import { histogram, matrix, outcome, pointParameters } from '../../../shared/runs/record.ts';

/** The one order that the runner takes: the whole plan. */
export const runOrder = z.object({
  kind: z.literal('run'),
  experiment: z.string(),
  points: z.array(pointParameters),
  /** `order[i]` is the point of the i-th repeat. */
  order: z.array(z.int()),
  seed: z.int(),
  /** CPU of each thread by its number; null leaves the placement to Linux. */
  pins: z.array(z.int()).nullable(),
  /** Built file of a measuring thread. */
  threadEntry: z.string(),
  /** The compiled native payload; null when no point asks for it. */
  nativePayload: z.string().nullable(),
  /** Interpreters of Python by the name that points ask for them with; empty when none does. */
  pythons: z.record(z.string(), z.object({ path: z.string(), version: z.string() })),
  /** Folder of the payloads for them. */
  pythonSources: z.string(),
  /** Built file of the programs that measure by themselves on Node, and of what such a program starts. */
  nodeProgram: z.string(),
});
export type RunOrder = z.output<typeof runOrder>;

export const threadName = z.object({ tid: z.int(), name: z.string() });
export type ThreadName = z.output<typeof threadName>;

/** A check as one repeat answers it. Whether the gate lets a G check count is not the runner's to say. */
export const checkAnswer = z.object({ id: z.string(), holds: z.boolean(), detail: z.string() });
export type CheckAnswer = z.output<typeof checkAnswer>;

/** What happened over time in a repeat, by thread. */
export const measuredSeries = z.object({
  /** Monotonic seconds. */
  at: z.array(z.number()),
  /** [thread][i]; null where a thread has no value. */
  values: z.array(z.array(z.number().nullable())),
  labels: z.array(z.string()).optional(),
});
export type MeasuredSeries = z.output<typeof measuredSeries>;

/** What one repeat measured. `readings` go into the gate: ratios and counts that the runner alone can know. */
export const measuredRepeat = z.object({
  metrics: z.record(z.string(), z.number().nullable()),
  perThread: z.record(z.string(), z.array(z.number())),
  histograms: z.record(z.string(), histogram),
  series: z.record(z.string(), measuredSeries).optional(),
  /** Of metrics of the shapes `matrix` and `outcome`. */
  matrices: z.record(z.string(), matrix).optional(),
  outcomes: z.record(z.string(), outcome).optional(),
  lastLines: z.array(z.string()).optional(),
  /** Metrics that could not be measured here: why, in a sentence. */
  notAvailable: z.record(z.string(), z.string()).optional(),
  achieved: z.record(z.string(), z.number()),
  checks: z.array(checkAnswer),
  readings: z.record(z.string(), z.number().nullable()),
});
export type MeasuredRepeat = z.output<typeof measuredRepeat>;

/** How a program has ended: status or signal, and the last lines it wrote. All empty when it could not be started. */
export const programEnd = z.object({
  exitStatus: z.int().nullable(),
  signal: z.string().nullable(),
  lastLines: z.array(z.string()),
});
export type ProgramEnd = z.output<typeof programEnd>;

/** Times are seconds of the machine's monotonic clock (process.hrtime), which all processes share. */
export const runnerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phase'), phase: z.enum(['calibrating', 'measuring', 'finishing']) }),
  /** The threads exist and are named; warm-up begins. */
  z.object({ kind: z.literal('repeatStarted'), repeat: z.int(), threads: z.array(threadName) }),
  z.object({
    kind: z.literal('sample'),
    repeat: z.int(),
    at: z.number(),
    counters: z.record(z.string(), z.array(z.number())),
  }),
  z.object({ kind: z.literal('repeatMeasured'), repeat: z.int(), measured: measuredRepeat }),
  z.object({ kind: z.literal('done'), costOfMeasuring: z.record(z.string(), z.number()) }),
  /** The runner cannot go on, and says why; it ends by itself. `end`: of the program whose end was the reason. */
  z.object({ kind: z.literal('failed'), message: z.string(), end: programEnd.nullable() }),
]);
export type RunnerMessage = z.output<typeof runnerMessage>;

export { monotonicSeconds } from './monotonic.ts';
