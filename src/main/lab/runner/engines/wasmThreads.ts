/**
 * The measuring threads, kept from repeat to repeat: starting one takes 30 ms and more, and the same threads in another
 * order of points are one disturbance less. A thread without a job sleeps.
 */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { Loop } from './wasmKernel.ts';
import type { ThreadDone } from './threadEngine.ts';

export const threadAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), tid: z.int() }),
  z.object({
    kind: z.literal('done'),
    entered: z.number(),
    left: z.number(),
    clockBefore: z.number(),
    clockAfter: z.number(),
    criticalSection: z.number(),
    thinkTime: z.number(),
  }),
]);
export type ThreadAnswer = z.output<typeof threadAnswer>;

/** A thread's part of a job. */
export interface ThreadPart {
  loop: Loop;
  name: string;
  criticalSection: Seconds;
  thinkTime: Seconds;
  /** Turns of the loop; 0: until PHASE_STOP. */
  count: number;
  perCall: number;
  /** Threads of the job. */
  threads: number;
}

/** What all threads have in common. */
export interface ThreadShared {
  memory: WebAssembly.Memory;
  /** Of src/kernels/clockChain.ts. */
  clockChain: WebAssembly.Module;
}

export class WasmThreads {
  private readonly members: { worker: Worker; tid: number }[] = [];
  private readonly entry: string;
  private readonly shared: ThreadShared;
  private failure: Error | null = null;

  /** `entry`: file of thread.worker. */
  constructor(entry: string, shared: ThreadShared) {
    this.entry = entry;
    this.shared = shared;
  }

  /** Starts threads until there are `count`, one after the other, and returns the numbers that Linux gave them. */
  async have(count: number): Promise<number[]> {
    while (this.members.length < count) this.members.push(await this.start(this.members.length));
    return this.members.slice(0, count).map(({ tid }) => tid);
  }

  /** Gives the first `jobs.length` threads a job each; resolves with all their answers. */
  run(jobs: readonly ThreadPart[]): Promise<ThreadDone[]> {
    return Promise.all(
      jobs.map(async (job, i) => {
        const member = this.members[i];
        if (!member)
          throw new ThreadlabError('internal', `There are ${this.members.length} threads for ${jobs.length} jobs.`);
        const answered = nextAnswer(member.worker);
        member.worker.postMessage(job);
        const answer = await answered;
        if (answer.kind !== 'done')
          throw new ThreadlabError('internal', `A thread answered a job with "${answer.kind}".`);
        return answer;
      }),
    );
  }

  /** Throws when a thread has ended by itself. */
  check(): void {
    if (this.failure) throw this.failure;
  }

  async close(): Promise<void> {
    await Promise.all(this.members.splice(0).map(({ worker }) => worker.terminate()));
  }

  private async start(thread: number): Promise<{ worker: Worker; tid: number }> {
    const worker = new Worker(this.entry, { workerData: { ...this.shared, thread }, execArgv: [] });
    worker.on('error', (error) => {
      this.failure = new ThreadlabError('runFailed', `Measuring thread ${thread + 1} failed: ${String(error)}`, {
        cause: error,
      });
    });
    const answer = await nextAnswer(worker);
    if (answer.kind !== 'ready') throw new ThreadlabError('internal', `A new thread began with "${answer.kind}".`);
    return { worker, tid: answer.tid };
  }
}

function nextAnswer(worker: Worker): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const listeners = {
      message: (message: unknown) => settle(() => resolve(threadAnswer.parse(message))),
      error: (error: unknown) =>
        settle(() =>
          reject(new ThreadlabError('runFailed', `A measuring thread failed: ${String(error)}`, { cause: error })),
        ),
      exit: (code: number) =>
        settle(() => reject(new ThreadlabError('runFailed', `A measuring thread ended with status ${code}.`))),
    };
    const settle = (act: () => void) => {
      worker.off('message', listeners.message).off('error', listeners.error).off('exit', listeners.exit);
      act();
    };
    worker.on('message', listeners.message).on('error', listeners.error).on('exit', listeners.exit);
  });
}
