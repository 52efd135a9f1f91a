/** The made farm that samplers are compared on: real processes with real threads, which end with the benchmark, however it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Seconds } from '../../src/shared/units/quantity.ts';
import { compile } from '../compile.ts';
import { unavailable } from '../unavailable.ts';

export interface FarmSize {
  processes: number;
  threads: number;
}

export interface Farm {
  /** How it was made. */
  words: string;
  stop(): Promise<void>;
}

/** `limit`: it ends by itself after this time. Throws `Unavailable` where neither a C compiler nor Python is here, or Linux refuses so many. */
export async function startFarm({ processes, threads }: FarmSize, limit: Seconds, scratch: string): Promise<Farm> {
  const sizes = [processes, threads, Math.ceil(limit)].map(String);
  const compiled = await compile(join(import.meta.dirname, 'farm.c'), scratch);
  const [program, ...args] = 'file' in compiled ? [compiled.file] : ['python3', join(import.meta.dirname, 'farm.py')];
  const child = spawn(program, [...args, ...sizes], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const failed = new Promise<never>((_, reject) => {
    child.once('error', () => reject(unavailable(`No farm can be made: no C compiler and no python3.`)));
    child.once('exit', (status) =>
      reject(unavailable(`The farm of ${processes} processes ended with status ${status}. ${said.trim()}`)),
    );
  });
  await Promise.race([once(child.stdout, 'data'), failed]);
  failed.catch(() => undefined); // from here on its end is what stop() asks for
  return {
    words: `${processes} processes x ${threads} threads, made in ${'file' in compiled ? 'C' : 'Python'}`,
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}
