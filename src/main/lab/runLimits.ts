/**
 * What no run passes: threads, processes, memory and time. A run that passes one is ended and becomes a failed record that
 * says which. Time between looks is 250 ms, so that a run which takes memory faster may pass the limit for so long; Linux, if
 * it runs short meanwhile, ends the runner and what it started before anything else (`oom_score_adj` in runner/main.ts).
 */
import type { Experiment } from '../../shared/lab/experiment.ts';
import { estimate } from '../../shared/lab/estimate.ts';
import { startsOwnCode } from '../../shared/lab/textParameter.ts';
import type { RunRequest } from '../../shared/runs/record.ts';
import { formatBytes } from '../../shared/units/bytes.ts';
import { formatCount } from '../../shared/units/number.ts';
import type { Bytes, Seconds } from '../../shared/units/quantity.ts';
import { readProcess, readUnlessGone, type ProcessIdentity } from './processIdentity.ts';

export interface RunLimits {
  /** Between two messages of the runner. */
  silence: Seconds;
  /** From start to end. */
  total: Seconds;
  /** Resident memory, threads and processes of the runner and all that it started, together. */
  memory: Bytes;
  threads: number;
  processes: number;
}

/** Threads of Node itself in a runner: its workers for compiling and files, some 11 here; the payload has its own few. */
const ownThreads = 64;
/** Of a process that is another Node. */
const threadsOfNode = 16;
/** The runner, a payload, and the tools by which threads are pinned. */
const ownProcesses = 8;
/** Of a program that a person wrote and that asks nobody: more than ordinary ones have. */
const threadsOfOwnCode = 10_000;
const processesOfOwnCode = 1_000;
/** The parameters that say how many threads there are; producers and consumers together are at most twice the more of the two. */
const threadParameters = [
  'threads',
  'parties',
  'waiters',
  'producers',
  'consumers',
  'philosophers',
  'count',
  'workers',
  'cpuThreads',
];
/** The parameters that say how many processes there are. */
const processParameters = ['count', 'processes', 'workers'];
/** The one whose processes have as many threads each as the others say. */
const processesOfThreads = 'processes';
/** What a runner needs before it measures anything, on the smallest machine too. */
const leastMemory: Bytes = 512 * 1024 ** 2;

/**
 * They follow from what is asked. Past the CPUs a first-in, first-out lock is slow to let its threads go, so time grows with
 * the threads. `memory`: bytes that may be used here, half of which a run may take; null where that is not known. `pinned`: threads that are, where no
 * parameter says how many there are.
 */
export function defaultLimits(
  experiment: Experiment,
  request: RunRequest,
  memory: Bytes | null,
  pinned = 1,
): RunLimits {
  const largest = (...names: string[]) =>
    Math.max(
      1,
      ...names.flatMap((name) => request.parameters[name] ?? []).filter((value) => typeof value === 'number'),
    );
  const own = startsOwnCode(experiment);
  const threads = own ? threadsOfOwnCode : Math.max(pinned, largest(...threadParameters) * largest(processesOfThreads));
  const processes = own ? processesOfOwnCode : Math.max(experiment.processes ?? 1, largest(...processParameters));
  // Every engine that is asked keeps its threads until the run ends; one alone has as many to spare.
  const sets = Math.max(2, request.parameters['engine']?.length ?? 1);
  const { repeats, total } = estimate(experiment, request);
  const perRepeat = 1 + threads / 2 + (experiment.longestRepeat ?? 0);
  return {
    silence: 15 + perRepeat,
    total: 60 + 2 * total + repeats * perRepeat,
    memory: memory === null ? Infinity : Math.max(leastMemory, memory / 2),
    threads: ownThreads + sets * threads + threadsOfNode * processes,
    processes: ownProcesses + 2 * processes,
  };
}

/** What a run takes now. What has ended meanwhile counts no more. */
export interface RunUse {
  memory: Bytes;
  threads: number;
  processes: number;
}

/** Of these processes together. */
export function readUse(processes: readonly ProcessIdentity[]): RunUse {
  const use: RunUse = { memory: 0, threads: 0, processes: 0 };
  for (const { pid } of processes) {
    const threads = readProcess(pid)?.threads;
    if (threads === undefined) continue;
    use.processes += 1;
    use.threads += threads;
    use.memory += residentBytes(pid);
  }
  return use;
}

/** Which limit is passed, in a sentence; null while none is. */
export function passedLimit(use: RunUse, limits: RunLimits): string | null {
  if (use.memory > limits.memory)
    return `The run used ${formatBytes(use.memory)} of memory; its limit is ${formatBytes(limits.memory)}.`;
  if (use.threads > limits.threads)
    return `The run had ${formatCount(use.threads)} threads; its limit is ${formatCount(limits.threads)}.`;
  if (use.processes > limits.processes)
    return `The run had ${formatCount(use.processes)} processes; its limit is ${formatCount(limits.processes)}.`;
  return null;
}

/** VmRSS of status, which is exact where statm of Linux 6.2 and later is not; 0 of a process that is ending. */
function residentBytes(pid: number): Bytes {
  const status = readUnlessGone(`/proc/${pid}/status`) ?? '';
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
