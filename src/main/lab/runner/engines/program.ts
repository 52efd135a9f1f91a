/**
 * A program that measures by itself, in a process that lives for one repeat: what it does (starting processes, sending
 * messages) cannot be cut into turns of a loop that the runner steps. It is asked once, says which threads it begins with, advances
 * counters that the runner reads meanwhile, and answers with what it measured.
 */
import type { z } from 'zod';
import { join } from 'node:path';
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { RepeatListener } from '../experiments/experiment.ts';
import { monotonicSeconds, type RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import { CounterFile } from './counterFile.ts';
import { Payload } from './payload.ts';
import { plainPython } from './plainPython.ts';

/** How a program is started. */
export interface Program {
  /** As complaints name it: "Python 3.12.4". */
  name: string;
  command: string;
  args: readonly string[];
}

/** Where a point is measured. */
export interface ProgramPlace {
  engine: EngineName;
  /** Of a point on Python. */
  interpreter?: string | undefined;
}

/** Finds the program of an experiment for a point; a test may hand in one with a planted fault. Throws ThreadlabError where the order has none. */
export type FindProgram = (place: ProgramPlace) => Program;

export interface ProgramRun<Answer> {
  program: Program;
  /** What it is asked, by name. */
  request: Readonly<Record<string, unknown>>;
  answer: z.ZodType<Answer>;
  /** The counter that windows follow, by its name in the catalogue, and how many threads or processes advance one. */
  live: { counter: string; actors: number };
  listener: RepeatListener;
}

/** Between two readings of the counters. */
const livePeriod: Seconds = 0.05;
/** Without any counter advanced, and without its answer: once it has started, and before, when it may start processes on a busy machine. */
const longestSilence: Seconds = 20;
const longestStart: Seconds = 60;

/** The programs of an experiment: `src/python/<experiment>.py`, `programs/<experiment>.ts`, `src/native/programs/<experiment>.c`. */
export function programsOf(order: RunOrder, experiment: string): FindProgram {
  return ({ engine, interpreter = '' }) => {
    switch (engine) {
      case 'python': {
        const found = Object.hasOwn(order.pythons, interpreter) ? order.pythons[interpreter] : undefined;
        if (!found) throw new ThreadlabError('internal', `The order names no interpreter "${interpreter}".`);
        return pythonProgram(found, order.pythonSources, experiment.replaceAll('-', '_'));
      }
      case 'node':
        return nodeProgram(order.nodeProgram, experiment);
      case 'native':
        if (order.nativePayload === null) throw new ThreadlabError('internal', 'The order names no native payload.');
        return nativeProgram(order.nativePayload, experiment);
      case 'wasm':
      case 'any':
        throw new ThreadlabError('badInput', `This runner does not measure this on the engine ${engine}.`);
    }
  };
}

/** `script`: the file's name in `sources`, less its ending. */
export function pythonProgram(python: { path: string; version: string }, sources: string, script: string): Program {
  const args = [...plainPython, join(sources, `${script}.py`)];
  return { name: `Python ${python.version}`, command: python.path, args };
}

/** `entry`: main.ts of the programs, built or not. */
export function nodeProgram(entry: string, program: string): Program {
  return { name: 'Node', command: process.execPath, args: [entry, program] };
}

/** `payload`: the compiled one. */
export function nativeProgram(payload: string, program: string): Program {
  return { name: 'The native payload', command: payload, args: [program, String(process.pid)] };
}

/** Starts it, follows it, and resolves with its answer. Throws `runFailed` when it hangs or cannot do it, ProgramFailure when it ends before. */
export async function runProgram<Answer>({
  program,
  request,
  answer,
  live,
  listener,
}: ProgramRun<Answer>): Promise<Answer> {
  const file = new CounterFile(layout.LINE * live.actors);
  const payload = new Payload({ ...program, counters: file.descriptor });
  const counts = () => Array.from({ length: live.actors }, (_, actor) => Number(file.long(layout.LINE * actor)));
  let [seen, seenAt, limit] = [0, monotonicSeconds(), longestStart];
  let hang: (error: ThreadlabError) => void = () => undefined;
  const hanging = new Promise<never>((_resolve, reject) => (hang = reject));
  const watch = setInterval(() => {
    const [own, at] = [counts(), monotonicSeconds()];
    listener.sample(at, { [live.counter]: own });
    const all = total(own);
    if (all !== seen) [seen, seenAt] = [all, at];
    else if (at - seenAt > limit)
      hang(new ThreadlabError('runFailed', `${program.name} hangs: no progress within ${limit} s.`));
  }, livePeriod * 1000);
  try {
    payload.ask({ do: 'measure', ...request, actors: live.actors, line: layout.LINE });
    const { threads } = await Promise.race([payload.answer('started'), hanging]);
    [seenAt, limit] = [monotonicSeconds(), longestSilence];
    listener.started(threads);
    listener.sample(monotonicSeconds(), { [live.counter]: counts() });
    const { results } = await Promise.race([payload.answer('measured'), hanging]);
    listener.sample(monotonicSeconds(), { [live.counter]: counts() });
    return answer.parse(results);
  } finally {
    clearInterval(watch);
    await payload.close();
    file.close();
  }
}
