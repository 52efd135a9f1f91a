/**
 * Compiles the C payload into a cache, under the hash of all that makes it: sources, layout, compiler and flags. It is made in
 * a folder beside its place and renamed, so that two who compile at once, or one that is ended, leave no half program.
 */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import * as layout from '../../../kernels/layout.ts';
import { ThreadlabError } from '../../../shared/errors.ts';
import { readProcess } from '../processIdentity.ts';
import { atATime } from '../atATime.ts';
import type { Compiler } from './compiler.ts';

/** gnu11: C11 and what Linux adds to it (system calls, the C library's own kinds of mutex). No -march: a cache may be carried to another CPU. */
const flags = ['-std=gnu11', '-O2', '-pthread', '-Wall', '-Wextra'];
/** Of one source, or of linking all. */
const compileLimitMs = 120_000;

export interface CompileOptions {
  compiler: Extract<Compiler, { found: true }>;
  /** Folder of the C sources, src/native. */
  sources: string;
  /** Folder of compiled payloads; made where it is missing. */
  cache: string;
  environment: NodeJS.ProcessEnv;
  /** Further sources and flags: planted faults of the tests. */
  planted?: { files: readonly string[]; flags: readonly string[] };
}

/** Resolves with the program's path. Throws `notAvailable` with the compiler's last words when it does not compile. */
export async function compilePayload(options: CompileOptions): Promise<string> {
  const { compiler, sources, cache, environment, planted = { files: [], flags: [] } } = options;
  const [program, ...its] = compiler.command;
  const files = globSync('{.,locks,counters,signals,programs}/*.{c,h}', { cwd: sources }).map((name) =>
    join(sources, name),
  );
  const all = [...files.sort(), ...planted.files];
  const fixed = [...its, ...flags, ...layoutFlags(), ...planted.flags];
  const hash = createHash('sha256').update(JSON.stringify([program, compiler.version, fixed]));
  for (const file of all) hash.update(`\0${relative(sources, file)}\0`).update(readFileSync(file));
  const compiled = join(cache, `payload-${hash.digest('hex').slice(0, 24)}`);
  if (existsSync(compiled)) return compiled;

  mkdirSync(cache, { recursive: true, mode: 0o700 });
  removeAbandoned(cache);
  const folder = `${compiled}.${process.pid}-${randomBytes(4).toString('hex')}`;
  mkdirSync(folder);
  const units = all
    .filter((file) => file.endsWith('.c'))
    .map((source, i) => ({ source, object: join(folder, `${i}.o`) }));
  try {
    await atATime(availableParallelism(), units, ({ source, object }) =>
      run(program, [...fixed, `-I${sources}`, '-c', source, '-o', object], environment),
    );
    const linked = join(folder, 'payload');
    await run(program, [...fixed, ...units.map(({ object }) => object), '-o', linked], environment);
    renameSync(linked, compiled);
  } finally {
    rmSync(folder, { force: true, recursive: true });
  }
  return compiled;
}

/** What was being compiled when its backend was killed. */
function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache)) {
    const pid = /^payload-[0-9a-f]+\.(\d+)-[0-9a-f]+$/.exec(name)?.[1];
    if (pid !== undefined && readProcess(Number(pid)) === null)
      rmSync(join(cache, name), { force: true, recursive: true });
  }
}

/** The one layout of the shared memory, handed to C: src/native/layout.h checks its structures against it. */
function layoutFlags(): string[] {
  return Object.entries(layout).map(([name, value]) => `-DLAYOUT_${name}=${value}`);
}

function run(program: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { env: environment, timeout: compileLimitMs }, (error, _stdout, stderr) => {
      if (error === null) return resolve();
      const why =
        error.killed === true ? `no end within ${compileLimitMs / 1000} s` : firstError(stderr, error.message);
      const words = `The native engine's C sources do not compile here: ${why}. Where headers are missing, on Debian and Ubuntu: sudo apt-get install gcc libc6-dev`;
      reject(new ThreadlabError('notAvailable', words, { cause: error }));
    });
  });
}

function firstError(stderr: string, otherwise: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => line.includes('error:')) ?? lines.at(-1) ?? otherwise).slice(0, 300);
}
