/**
 * Measured loops on an interpreter of Python: a process that lives for one repeat, whose threads are those of its module
 * threading. The runner writes the phase into the file of counters itself: a thread that must be given the interpreter first
 * would pass it on late.
 */
import { join } from 'node:path';
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { fastestClock } from './fastestClock.ts';
import { CounterFile } from './counterFile.ts';
import { plainPython } from './plainPython.ts';
import { Payload } from './payload.ts';
import { block, ThreadCounters } from './threadCounters.ts';
import type { ThreadEngine } from './threadEngine.ts';

export interface PythonThreadsOptions {
  interpreter: { path: string; version: string };
  /** Folder of the payloads, and which of them: "lost_update". */
  sources: string;
  script: string;
  kinds: readonly string[];
  threads: number;
}

/** Throws `runFailed` with a sentence when the interpreter cannot do it, ProgramFailure when it ends. */
export async function openPythonThreads(options: PythonThreadsOptions): Promise<ThreadEngine> {
  const { interpreter, sources, script, threads } = options;
  const file = new CounterFile(layout.SHARED_LINES + layout.SHARED_LINES_SIZE);
  const payload = new Payload({
    name: `Python ${interpreter.version}`,
    command: interpreter.path,
    args: [...plainPython, join(sources, `${script}.py`)],
    counters: file.descriptor,
  });
  const close = async () => {
    await payload.close();
    file.close();
  };
  try {
    const clock = await fastestClock();
    payload.ask({ do: 'open', layout: { ...layout }, threads });
    const ready = await payload.answer('ready');
    const missing = options.kinds.find((kind) => !ready.kinds.includes(kind));
    if (missing !== undefined)
      throw new ThreadlabError('notAvailable', `Python ${interpreter.version} has no ${missing}.`);
    let clockBefore = NaN;
    return {
      process: payload.pid,
      tids: ready.tids,
      counters: new ThreadCounters(file),
      clockReading: ready.clockReading,
      ...(ready.counting !== undefined && { counting: ready.counting }),
      async begin(job) {
        file.setWord(layout.PHASE, layout.PHASE_SETUP);
        for (let thread = 0; thread < job.threads; thread += 1) file.setWord(block(thread) + layout.SAMPLE_EVERY, 16);
        clockBefore = clock();
        payload.ask({ do: 'begin', ...job });
        await payload.answer('begun');
      },
      setPhase: (phase) => file.setWord(layout.PHASE, phase),
      setSampling: (on) => file.setWord(layout.SAMPLING, Number(on)),
      setSampleEvery: (every) =>
        every.forEach((value, thread) => file.setWord(block(thread) + layout.SAMPLE_EVERY, value)),
      setWord: (address, value) => file.setWord(address, value),
      async results() {
        payload.ask({ do: 'results' });
        const { threads: done, free } = await payload.answer('results');
        const clockAfter = clock();
        return { threads: done.map((one) => ({ ...one, clockBefore, clockAfter })), free };
      },
      check: () => payload.check(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
