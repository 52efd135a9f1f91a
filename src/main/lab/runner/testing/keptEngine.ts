/** An engine that tests use one after the other, since the start of its threads takes longer than most of what they measure. */
import type { EngineOpener, ThreadEngine } from '../engines/threadEngine.ts';

export interface KeptEngine {
  /** For one test. `kindOf`: what runs in the place of the kind that is asked for. */
  opener: (kindOf?: (kind: string) => string) => EngineOpener;
  close: () => Promise<void>;
}

/** `start` opens it, at its first use, with every kind and as many threads as any of the tests asks for. */
export function keepEngine(start: () => Promise<ThreadEngine>): KeptEngine {
  let kept: Promise<ThreadEngine> | null = null;
  return {
    opener:
      (kindOf = (kind) => kind) =>
      async () => {
        kept ??= start();
        const engine = await kept;
        return {
          ...engine,
          begin: (job) => engine.begin({ ...job, kind: kindOf(job.kind) }),
          close: () => Promise.resolve(), // the next test needs it
        };
      },
    async close() {
      await (await kept)?.close();
      kept = null;
    },
  };
}
