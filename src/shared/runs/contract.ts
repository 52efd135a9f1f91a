/** What a window or the command line asks of the kept runs. */
import { z } from 'zod';
import { procedure, subscription } from '../rpc/contract.ts';
import { runRecord } from './record.ts';

/** A run's name on disk and everywhere: its start and four letters, `2026-10-03-1433-k7q2`. Nothing else can be a path. */
export const runId = z.string().regex(/^\d{4}-\d{2}-\d{2}-\d{4}-[0-9a-z]{4}$/);

/** A line of the list: a run, or a file that cannot be read as one, with the reason. */
export const runSummary = z.discriminatedUnion('readable', [
  z.object({
    readable: z.literal(true),
    id: runId,
    title: z.string().nullable(),
    experiment: z.string(),
    engines: z.array(z.string()),
    startedAt: z.string(),
    elapsed: z.number(),
    status: z.enum(['completed', 'cancelled', 'failed']),
    /** failed: an A check failed; inconclusive: a G check could not be judged or a point is noisy. */
    outcome: z.enum(['passed', 'failed', 'inconclusive', 'cancelled', 'runFailed']),
    outcomeWords: z.string(),
    sizeBytes: z.number(),
  }),
  z.object({ readable: z.literal(false), fileName: z.string(), reason: z.string(), sizeBytes: z.number() }),
]);
export type RunSummary = z.output<typeof runSummary>;

export const exportFormats = ['csv', 'json', 'svg', 'png'] as const;
export const exportFormat = z.enum(exportFormats);
export type ExportFormat = z.output<typeof exportFormat>;

/**
 * What is taken out of a run. `chart` is one of `resultCharts` by its name, default the experiment's main one; `commandLines`: with
 * what a person started and what it wrote.
 */
const exportChoice = z.object({
  format: exportFormat,
  chart: z.string().max(100).optional(),
  commandLines: z.boolean().default(false),
});
export type ExportChoice = z.input<typeof exportChoice>;

export const runsContract = {
  watch: subscription({
    input: z.object({}),
    item: z.object({ folder: z.string(), runs: z.array(runSummary) }),
    errors: ['notPermitted'],
  }),
  get: procedure({
    input: z.object({ id: runId }),
    output: runRecord,
    errors: ['notFound', 'badFormat', 'notPermitted'],
  }),
  rename: procedure({
    input: z.object({ id: runId, title: z.string().max(200) }),
    output: z.object({}),
    errors: ['notFound', 'badFormat', 'noSpace', 'notPermitted', 'readOnly'],
    acts: true,
  }),
  /** Moves the record aside; `restore` brings it back until the backend ends. */
  delete: procedure({
    input: z.object({ id: runId }),
    output: z.object({}),
    errors: ['notFound', 'noSpace', 'notPermitted', 'readOnly'],
    acts: true,
  }),
  restore: procedure({
    input: z.object({ id: runId }),
    output: z.object({}),
    errors: ['notFound', 'noSpace', 'notPermitted', 'readOnly'],
    acts: true,
  }),
  /** Bytes as base64. */
  export: procedure({
    input: exportChoice.extend({ id: runId }),
    output: z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }),
    errors: ['notFound', 'badFormat', 'badInput', 'notPermitted'],
  }),
} as const;
