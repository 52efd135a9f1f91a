/**
 * What a person may do to processes. Several rows act at once and some may fail, so each process has its own outcome and nothing is
 * lost: done, with what Linux says afterwards, or refused, with the reason and the command to run with more rights.
 * What is done to threads is done to every thread of the process: Linux's own calls reach one thread alone.
 */
import { z } from 'zod';
import { procedure } from '../rpc/contract.ts';
import { processKey } from './processKey.ts';
import { signalNames } from './signals.ts';

/** A process as a result names it; `name` is null where it had ended before it could be read. */
const actedOn = processKey.extend({ name: z.string().nullable() });

export const refusalKinds = [
  'processGone', // ended, or its number belongs to another process now
  'notPermitted', // Linux refused: another owner, or a missing right
  'notSupported', // the tool is not installed, or this Linux cannot do it
  'guarded', // Threadlab itself refuses: pid 1, its own processes, kernel threads
] as const;

const refused = z.object({
  outcome: z.literal('refused'),
  process: actedOn,
  why: z.enum(refusalKinds),
  /** A sentence. */
  reason: z.string(),
  /** What to type in a terminal to do it with more rights; null where more rights would not help. It checks no identity: for use at once. */
  command: z.string().nullable(),
});
export type Refused = z.output<typeof refused>;

const signalDone = z.object({
  outcome: z.literal('done'),
  process: actedOn,
  /** Linux's letter some time after the signal: Z where it has ended and its parent has not asked for its status; null where it is gone. */
  state: z.string().nullable(),
  /** From the signal to that reading, seconds. */
  waited: z.number(),
  /** Both in a sentence, with what the process does about this signal. */
  words: z.string(),
});
export const signalResult = z.discriminatedUnion('outcome', [signalDone, refused]);
export type SignalResult = z.output<typeof signalResult>;

/** Result of what acts on every thread: the values that Linux reported before and reports afterwards, and of how many threads each. */
function threadResult<Value extends z.ZodType>(value: Value) {
  const values = z.array(z.object({ value, threads: z.int() }));
  const done = z.object({
    outcome: z.literal('done'),
    process: actedOn,
    before: values,
    after: values,
    words: z.string(),
  });
  return z.discriminatedUnion('outcome', [done, refused]);
}

export const policyNames = ['other', 'batch', 'idle', 'fifo', 'rr'] as const;
export const ioClassNames = ['none', 'realtime', 'best-effort', 'idle'] as const;

const niceValue = z.int().min(-20).max(19);
const policyValue = z.object({
  /** As sched(7) names it; "deadline" and others are seen, not set. */
  policy: z.string(),
  /** 1 (last) to 99 (first) of fifo and rr; 0 of the others. */
  priority: z.int(),
});
const ioPriorityValue = z.object({
  class: z.enum(ioClassNames),
  /** 0 (first) to 7 (last) of realtime and best-effort; null of the others. */
  level: z.int().nullable(),
});

export const niceResult = threadResult(niceValue);
export const affinityResult = threadResult(z.array(z.int()));
export const policyResult = threadResult(policyValue);
export const ioPriorityResult = threadResult(ioPriorityValue);
export type ThreadDone<Value> = {
  outcome: 'done';
  process: z.output<typeof actedOn>;
  before: { value: Value; threads: number }[];
  after: { value: Value; threads: number }[];
  words: string;
};
export type NiceResult = z.output<typeof niceResult>;
export type AffinityResult = z.output<typeof affinityResult>;
export type PolicyResult = z.output<typeof policyResult>;
export type IoPriorityResult = z.output<typeof ioPriorityResult>;
export type PolicyValue = z.output<typeof policyValue>;
export type IoPriorityValue = z.output<typeof ioPriorityValue>;

/** The rows that a person has selected. */
const processes = z.array(processKey).min(1).max(500);

const levelFits = (input: { class: (typeof ioClassNames)[number]; level: number | null }) =>
  (input.level === null) === (input.class === 'none' || input.class === 'idle');
const priorityFits = (input: { policy: (typeof policyNames)[number]; priority: number }) =>
  input.policy === 'fifo' || input.policy === 'rr' ? input.priority >= 1 : input.priority === 0;

export const monitorActions = {
  /** Pausing is SIGSTOP, continuing SIGCONT. `tree`: with all that descend from them, the leaves first; each is a result of its own. */
  signal: procedure({
    input: z.object({ processes, signal: z.enum(signalNames), tree: z.boolean() }),
    output: z.object({ results: z.array(signalResult) }),
    errors: ['notSupported'],
    acts: true,
  }),
  setNice: procedure({
    input: z.object({ processes, nice: niceValue }),
    output: z.object({ results: z.array(niceResult) }),
    errors: ['notSupported'],
    acts: true,
  }),
  /** Linux leaves out CPUs that a cpuset forbids: `after` has what it kept. */
  setAffinity: procedure({
    input: z.object({ processes, cpus: z.array(z.int().min(0).max(8191)).min(1).max(8192) }),
    output: z.object({ results: z.array(affinityResult) }),
    errors: ['notSupported'],
    acts: true,
  }),
  setPolicy: procedure({
    input: z
      .object({ processes, policy: z.enum(policyNames), priority: z.int().min(0).max(99) })
      .refine(priorityFits, 'fifo and rr take a priority from 1 to 99, the other policies 0.'),
    output: z.object({ results: z.array(policyResult) }),
    errors: ['notSupported'],
    acts: true,
  }),
  setIoPriority: procedure({
    input: z
      .object({ processes, class: z.enum(ioClassNames), level: z.int().min(0).max(7).nullable() })
      .refine(levelFits, 'realtime and best-effort take a level from 0 to 7, the other classes none.'),
    output: z.object({ results: z.array(ioPriorityResult) }),
    errors: ['notSupported'],
    acts: true,
  }),
} as const;
