/**
 * What every program on Node does: one request on standard input, its answers on standard output, a JSON object a line; the
 * runner reads its counters meanwhile.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { nameOwnThread, ownThreadId } from '../threadIdentity.ts';
import { setCount } from './liveCounter.ts';
import { nodePrograms } from './nodePrograms.ts';

const request = z.looseObject({ do: z.literal('measure'), line: z.int() });

/** Answers the one request with what the program `name` measured, and ends the process. */
export async function measure(name: string): Promise<void> {
  const program = nodePrograms[name];
  if (!program) throw new Error(`There is no program "${name}" on Node.`);
  const line = await firstLine();
  const { line: distance, ...asked } = request.parse(JSON.parse(line));
  const results = await program(asked, {
    started(own, others = []) {
      nameOwnThread(own); // Linux keeps 15 bytes
      tell({ kind: 'started', threads: [{ tid: ownThreadId(), name: own.slice(0, 15) }, ...others] });
    },
    count: (actor, value) => setCount(distance * actor, value),
    addressOf: (actor) => distance * actor,
  });
  tell({ kind: 'measured', results });
  process.exit(0);
}

function firstLine(): Promise<string> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.once('line', (line) => resolve(line));
    lines.once('close', () => resolve(''));
  });
}

function tell(answer: Readonly<Record<string, unknown>>): void {
  writeSync(1, `${JSON.stringify(answer)}\n`);
}
