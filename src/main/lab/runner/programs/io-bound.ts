/** io-bound on Node: workers that wait for answers, one after the other, as tasks of one event loop, or in worker threads. */
import { z } from 'zod';
import { mostAlone } from '../experiments/gilScalingAnswer.ts';
import { ioBoundAnswer, type IoBoundAnswer } from '../experiments/ioBoundAnswer.ts';
import type { Telling } from './nodePrograms.ts';
import { startProcess } from './startPart.ts';
import { workTogether, type TeamResult } from './team.ts';

const request = z.object({
  mode: z.enum(['serial', 'async', 'workers']),
  workers: z.int().min(1),
  kind: z.enum(['sleep', 'socket', 'file']),
  wait: z.number().positive().default(0.001),
  duration: z.number().positive(),
});

export async function ioBound(asked: unknown, telling: Telling): Promise<IoBoundAnswer> {
  const { mode, workers, kind, wait, duration } = request.parse(asked);
  const server = kind === 'socket' ? await startServer(wait) : null;
  const work = { kind, wait, ...(server && { port: server.port }), atOnce: mode === 'async' };
  const team = { program: 'io-bound', kind: 'threads' as const };
  const alone = await workTogether({
    ...team,
    name: 'alone',
    count: 1,
    duration: Math.min(duration, mostAlone),
    asked: { ...work, tasks: 1 },
    live: false,
  });
  const together = await workTogether({
    ...team,
    name: mode,
    count: mode === 'workers' ? workers : 1,
    duration,
    asked: { ...work, tasks: mode === 'async' ? workers : 1 },
    live: true,
    started: (threads) => telling.started('io-bound', threads),
  });
  const sent = server === null ? null : await server.stop();
  return ioBoundAnswer.parse({ alone: flat(alone), together: flat(together), sent });
}

/** Each member answers for all its tasks. */
function flat(team: TeamResult): TeamResult {
  return { ...team, workers: team.workers.flat() };
}

interface Server {
  port: number;
  /** Ends it; resolves with how many lines it has sent back. */
  stop(): Promise<number>;
}

async function startServer(wait: number): Promise<Server> {
  const server = startProcess('io-server', String(wait));
  const { port } = z.object({ port: z.int() }).parse(await server.next());
  return {
    port,
    async stop() {
      server.send('stop');
      return z.object({ sent: z.int() }).parse(await server.next()).sent;
    },
  };
}
