/**
 * What every program on Node does: one request on standard input, its answers on standard output, a JSON object a line; its
 * counters lie in the file of descriptor 3, which the runner reads meanwhile.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { nameOwnThread, ownThreadId } from '../threadIdentity.ts';
import { nodePrograms } from './nodePrograms.ts';

const counterFile = 3;
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

function setCount(address: number, value: number): void {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  writeSync(counterFile, bytes, 0, 8, address);
}
