/** Compiles a peer written in C, with the compiler that the native engine would use. */
import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { findCompiler } from '../src/main/lab/native/compiler.ts';

const compileLimitMs = 60_000;

/** The program of one C file, put into `scratch`; without a compiler the reason in words. Throws the compiler's own words where it refuses the file. */
export async function compile(source: string, scratch: string): Promise<{ file: string } | { missing: string }> {
  const compiler = await findCompiler(process.env);
  if (!compiler.found) return { missing: compiler.words };
  const [program, ...its] = compiler.command;
  const file = join(scratch, basename(source, '.c'));
  await promisify(execFile)(program, [...its, '-O2', '-std=gnu11', '-pthread', '-o', file, source], {
    timeout: compileLimitMs,
  });
  return { file };
}
