/** Measured loops on the native engine: the C payload with its pthreads, whose counters are read from the file that it maps. */
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { CounterFile } from './counterFile.ts';
import { Payload } from './payload.ts';
import { ThreadCounters } from './threadCounters.ts';
import type { ThreadEngine } from './threadEngine.ts';

export interface NativeThreadsOptions {
  /** The compiled payload. */
  payload: string;
  kinds: readonly string[];
  /** The most threads that any point asks for. */
  threads: number;
}

/** Throws `notAvailable` when the C library here has no such lock, ProgramFailure when the payload does not start. */
export async function openNativeThreads(options: NativeThreadsOptions): Promise<ThreadEngine> {
  const file = new CounterFile(layout.SHARED_LINES + layout.SHARED_LINES_SIZE);
  const payload = new Payload({
    name: 'The native payload',
    command: options.payload,
    args: [String(options.threads), String(process.pid)],
    counters: file.descriptor,
  });
  const close = async () => {
    await payload.close();
    file.close();
  };
  try {
    const ready = await payload.answer('ready');
    const missing = options.kinds.find((kind) => !ready.kinds.includes(kind));
    if (missing !== undefined)
      throw new ThreadlabError('notAvailable', `The C library of this machine has no ${missing}.`);
    return {
      process: payload.pid,
      tids: ready.tids,
      counters: new ThreadCounters(file),
      clockReading: ready.clockReading,
      async begin(job) {
        payload.ask({ do: 'begin', settings: [], ...job });
        await payload.answer('begun');
      },
      setPhase: (phase) => payload.ask({ do: 'phase', phase }),
      setSampling: (on) => payload.ask({ do: 'sampling', on: Number(on) }),
      setSampleEvery: (every) => payload.ask({ do: 'sampleEvery', every }),
      setWord: (address, value) => payload.ask({ do: 'word', address, value }),
      async results() {
        payload.ask({ do: 'results' });
        const { threads, free } = await payload.answer('results');
        return { threads, free };
      },
      check: () => payload.check(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
