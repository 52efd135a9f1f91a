/** What a window or the command line asks of the Lab. */
import { z } from 'zod';
import { procedure, subscription } from '../rpc/contract.ts';
import { engineName, gate, pointParameters, runRequest } from '../runs/record.ts';

export const engineState = z.object({
  engine: engineName,
  available: z.boolean(),
  /** One sentence: what it is and what to know when reading its numbers; or why it is not available. */
  words: z.string(),
});

/** An interpreter of Python on this machine. */
export const interpreterState = z.object({
  /** By which it is asked for: its version, or its path where another has that version. */
  name: z.string(),
  path: z.string(),
  /** Empty, as implementation and build, where it did not answer. */
  version: z.string(),
  implementation: z.string(),
  build: z.string(),
  /** Whether its interpreter lock is on; null where that is not known. */
  gil: z.boolean().nullable(),
  /** Built so that the lock can be off. */
  freeThreaded: z.boolean(),
  available: z.boolean(),
  /** What it is, or why it cannot be had, in a sentence. */
  words: z.string(),
});

export const runPhase = z.enum(['starting', 'calibrating', 'measuring', 'finishing', 'ended']);

/** A reading of the counters that the threads themselves advance. `at`: seconds since the run's start. `counters`: name -> [thread]. */
export const liveSample = z.object({
  at: z.number(),
  repeat: z.int(),
  counters: z.record(z.string(), z.array(z.number())),
});

export const finishedRepeat = z.object({
  /** Position in the shuffled order, and the point it belongs to. */
  repeat: z.int(),
  point: z.int(),
  metrics: z.record(z.string(), z.number().nullable()),
  gate,
});

export const runState = z.object({
  id: z.string(),
  experiment: z.string(),
  request: runRequest,
  seed: z.int(),
  startedAt: z.string(),
  /** The runner child, an ordinary process in the Monitor; null until it has started and after it has ended. */
  process: z.object({ pid: z.int(), startTicks: z.int() }).nullable(),
  phase: runPhase,
  /** `order[i]` is the point of the i-th repeat. */
  plan: z.object({ points: z.array(pointParameters), order: z.array(z.int()) }),
  /** The repeat under way, null before the first and after the last. */
  current: z
    .object({ repeat: z.int(), point: z.int(), threads: z.array(z.object({ tid: z.int(), name: z.string() })) })
    .nullable(),
  done: z.int(),
  elapsed: z.number(),
  /** null where only a person's own program knows. */
  remaining: z.number().nullable(),
  /** What calibration achieved, by parameter, in its unit. */
  achieved: z.record(z.string(), z.number()),
  /** New since the last item of this subscription; all so far in the first. */
  finished: z.array(finishedRepeat),
  /** New since the last item of this subscription; at most the last 10 s. */
  samples: z.array(liveSample),
  /** Set when the run has ended. `kept`: a record can be opened under the run's id. */
  outcome: z
    .object({ status: z.enum(['completed', 'cancelled', 'failed']), kept: z.boolean(), message: z.string().nullable() })
    .nullable(),
});

/** A run that waits for the machine; its place in the queue is that in the list. `seconds`: how long it will take by the estimate. */
export const waitingRun = z.object({ id: z.string(), experiment: z.string(), seconds: z.number() });

/** The run of another Threadlab on the same data (another window, a command line): the process that asked for it, and since when it has the machine. */
export const otherRun = z.object({
  process: z.object({ pid: z.int(), startTicks: z.int() }),
  experiment: z.string().optional(),
  since: z.string().optional(),
});

export const labState = z.object({
  /** The running or last ended run of this backend; null when there was none. */
  run: runState.nullable(),
  queue: z.array(waitingRun),
  /** Absent where no other Threadlab has the machine. */
  elsewhere: otherRun.optional(),
});

export const labContract = {
  /** The C compiler that is found on PATH is asked for its version, once; nothing that a caller or the settings name is run. */
  engines: procedure({
    input: z.object({}),
    output: z.object({ engines: z.array(engineState), cpus: z.int(), cores: z.int().nullable() }),
  }),
  /** Runs each Python that is found or that the settings name, to ask what it is, which takes a while the first time. */
  interpreters: procedure({
    input: z.object({}),
    output: z.object({ interpreters: z.array(interpreterState) }),
    errors: ['readOnly'],
    acts: true,
  }),
  start: procedure({
    input: runRequest,
    /** `warnings`: what to know before it runs, in words. */
    output: z.object({ id: z.string(), warnings: z.array(z.string()).default([]) }),
    errors: ['badInput', 'notAvailable', 'busy', 'readOnly', 'noSpace'],
    acts: true,
  }),
  /** What to know before it is started, in words; nothing is. Looks into folders, so that who may only watch cannot ask. */
  foresee: procedure({
    input: runRequest,
    output: z.object({ warnings: z.array(z.string()) }),
    errors: ['badInput', 'readOnly'],
    acts: true,
  }),
  /** Ends within a second; what was measured is kept. */
  cancel: procedure({
    input: z.object({ id: z.string().max(100) }),
    output: z.object({}),
    errors: ['notFound', 'readOnly'],
    acts: true,
  }),
  watch: subscription({ input: z.object({}), item: labState }),
} as const;

export type InterpreterState = z.output<typeof interpreterState>;
export type EngineState = z.output<typeof engineState>;
export type LiveSample = z.output<typeof liveSample>;
export type FinishedRepeat = z.output<typeof finishedRepeat>;
export type RunState = z.output<typeof runState>;
export type WaitingRun = z.output<typeof waitingRun>;
export type OtherRun = z.output<typeof otherRun>;
export type LabState = z.output<typeof labState>;
