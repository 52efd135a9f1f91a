/**
 * The run record, `threadlab.run/1`: what was asked, on what machine, what was measured, what disturbed it. One JSON
 * file a run. Seconds, bytes, hertz, ratios. A record opens on another machine; a later schema is refused in words.
 */
import { z } from 'zod';
import { engineNames } from '../lab/experiment.ts';

export const recordSchemaName = 'threadlab.run/1';

export const parameterValue = z.union([z.string(), z.number()]);
/** One combination of parameters, with `engine`. */
export const pointParameters = z.record(z.string(), parameterValue);

/** Log-linear histogram: `counts[i]` values up to `upperBounds[i]`, ascending, empty buckets left out; `max` is exact. */
export const histogram = z.object({
  unit: z.string(),
  upperBounds: z.array(z.number()),
  counts: z.array(z.number()),
  count: z.number(),
  max: z.number(),
});

/** What stands along one side of a matrix: "from CPU", with a label for each of its lines. */
const matrixSide = z.object({ title: z.string(), labels: z.array(z.string()) });

/** A value for each pair, as of CPU to CPU. */
export const matrix = z.object({
  rows: matrixSide,
  columns: matrixSide,
  /** [row][column] in the metric's unit; null where the pair was not measured (a CPU with itself). */
  values: z.array(z.array(z.number().nullable())),
});

/** What was seen of something that happens or does not. */
export const outcome = z.object({
  /** A short name that stays the same ("blocked"): repeats that saw the same are counted by it. */
  code: z.string(),
  /** What was seen, a sentence with its figures. */
  words: z.string(),
  /** What is said of it, a sentence, and whether it was so; absent where nothing is. */
  said: z.string().optional(),
  asSaid: z.boolean().optional(),
});

export const gate = z.object({
  passed: z.boolean(),
  /** In words with their figures: "steal 4.8%, limit 3%". */
  reasons: z.array(z.string()),
  /** The readings themselves, those that this machine gives: othersCpu, steal, throttled, overlap ... (ratios). */
  readings: z.record(z.string(), z.number().nullable()),
});

export const repeat = z.object({
  metrics: z.record(z.string(), z.number().nullable()),
  /** Values per thread, by metric: [thread]. */
  perThread: z.record(z.string(), z.array(z.number())).optional(),
  histograms: z.record(z.string(), histogram).optional(),
  matrices: z.record(z.string(), matrix).optional(),
  outcomes: z.record(z.string(), outcome).optional(),
  /** The last lines that a person's own program wrote. */
  lastLines: z.array(z.string()).optional(),
  gate,
  outlier: z.boolean(),
});

/** A metric over time, by thread, all repeats of a point one after the other. */
export const series = z.object({
  unit: z.string(),
  /** Seconds since the run's start, ascending. */
  at: z.array(z.number()),
  /** Of which repeat of the point each moment is, from 0. */
  repeat: z.array(z.int()),
  /** [thread][i]; null where a thread has no value. */
  values: z.array(z.array(z.number().nullable())),
  /** What each line is where it is no thread. */
  labels: z.array(z.string()).optional(),
});

/** Median over the repeats with an interval: bootstrapped 95%, below 6 repeats the range, and `interval` says which. */
export const summary = z.object({
  unit: z.string(),
  median: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.int(),
  interval: z.enum(['bootstrap95', 'range']),
});

/** A matrix over the repeats: [row][column], null where none measured the pair. */
export const matrixSummary = z.object({
  unit: z.string(),
  rows: matrixSide,
  columns: matrixSide,
  cells: z.array(z.array(summary.nullable())),
});

export const point = z.object({
  params: pointParameters,
  repeats: z.array(repeat),
  metrics: z.record(z.string(), summary),
  /** Merged over the repeats. */
  histograms: z.record(z.string(), histogram).optional(),
  series: z.record(z.string(), series).optional(),
  matrices: z.record(z.string(), matrixSummary).optional(),
  /** Values that were asked for and measured again, such as criticalSection. */
  achieved: z.record(z.string(), z.number()).optional(),
  noisy: z.boolean(),
  oversubscribed: z.boolean(),
});

export const checkOutcome = z.object({
  id: z.string(),
  kind: z.enum(['A', 'G']),
  outcome: z.enum(['passed', 'failed', 'inconclusive']),
  params: pointParameters.optional(),
  detail: z.string(),
});

export const environment = z.object({
  cpuModel: z.string().nullable(),
  packages: z.number().nullable(),
  cores: z.number().nullable(),
  cpus: z.number(),
  caches: z.array(z.object({ level: z.int(), type: z.string(), sizeBytes: z.number().nullable() })),
  clock: z.number().nullable(),
  /** The highest that cpufreq names for any of its CPUs, turbo included; absent or null where it names none. */
  clockMax: z.number().nullable().optional(),
  governor: z.string().nullable(),
  memory: z.number().nullable(),
  os: z.string().nullable(),
  kernel: z.string().nullable(),
  virtualization: z.string().nullable(),
  limits: z.object({ cpus: z.number().nullable(), source: z.string() }),
  node: z.string(),
  v8: z.string(),
  electron: z.string().optional(),
  compiler: z.string().optional(),
  /** Interpreters that were measured on. `gil`: whether its lock was on; null where that is not known. */
  pythons: z.array(
    z.object({
      path: z.string(),
      version: z.string(),
      build: z.string(),
      gil: z.boolean().nullable(),
      /** Absent in records of before, with `freeThreaded`; `interpreter`: as points name it. */
      implementation: z.string().optional(),
      freeThreaded: z.boolean().optional(),
      interpreter: z.string().optional(),
    }),
  ),
});

export const runRequest = z.object({
  experiment: z.string(),
  /** Every parameter with all its values, `engine` included. */
  parameters: z.record(z.string(), z.array(parameterValue).min(1).max(64)),
  repeats: z.int().min(1).max(100),
  seed: z.int().min(0).max(0xffffffff).optional(),
});

export const runRecord = z.object({
  schema: z.literal(recordSchemaName),
  id: z.string(),
  /** A name that a person gave; absent until then. */
  title: z.string().max(200).optional(),
  experiment: z.string(),
  startedAt: z.string(),
  /** Seconds from start to end. */
  elapsed: z.number(),
  status: z.enum(['completed', 'cancelled', 'failed']),
  /** How a failed run ended: what happened, exit status, signal, the last lines it wrote. */
  error: z
    .object({
      message: z.string(),
      exitStatus: z.int().nullable(),
      signal: z.string().nullable(),
      lastLines: z.array(z.string()),
    })
    .optional(),
  seed: z.int(),
  environment,
  request: runRequest,
  points: z.array(point),
  baselines: z.array(point),
  checks: z.array(checkOutcome),
  fits: z.array(
    z.object({
      kind: z.string(),
      params: pointParameters,
      values: z.record(z.string(), z.number()),
      refused: z.string().nullable(),
    }),
  ),
  /** Thresholds of the gate that were in force, by reading: shares, and for `overlap` the least. */
  gateLimits: z.record(z.string(), z.number()).optional(),
  /** What whoever asked was told before it began, in sentences. */
  warnings: z.array(z.string()).optional(),
  /** Metrics that this machine does not give: why, in a sentence. */
  notAvailable: z.record(z.string(), z.string()).optional(),
  /** What measuring itself costs, in seconds an acquisition or whatever the experiment names. */
  costOfMeasuring: z.record(z.string(), z.number()),
});

export type ParameterValue = z.output<typeof parameterValue>;
export type PointParameters = z.output<typeof pointParameters>;
export type Histogram = z.output<typeof histogram>;
export type Series = z.output<typeof series>;
export type Matrix = z.output<typeof matrix>;
export type MatrixSummary = z.output<typeof matrixSummary>;
export type Outcome = z.output<typeof outcome>;
export type Gate = z.output<typeof gate>;
export type Repeat = z.output<typeof repeat>;
export type Summary = z.output<typeof summary>;
export type Point = z.output<typeof point>;
export type CheckOutcome = z.output<typeof checkOutcome>;
export type Environment = z.output<typeof environment>;
export type RunRequest = z.output<typeof runRequest>;
export type RunRecord = z.output<typeof runRecord>;
export const engineName = z.enum(engineNames);
