/** Processes that a test makes: each is ended when the test is over. */
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const made: ChildProcess[] = [];

/** Ends all of them. */
export async function endChildren(): Promise<void> {
  const living = made.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(
    living.map((child) => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      return ended;
    }),
  );
}

/** A started program; throws where there is none of this name. */
export async function startChild(
  file: string,
  args: readonly string[],
  options: SpawnOptions = { stdio: ['pipe', 'pipe', 'inherit'] },
): Promise<ChildProcess & { pid: number }> {
  const child = spawn(file, args, options);
  made.push(child);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error(`${file} has no number.`);
  return Object.assign(child, { pid: child.pid });
}

/** A Node program that says a line when it is ready. */
export async function startNode(code: string, ...args: string[]): Promise<ChildProcess & { pid: number }> {
  const child = await startChild(process.execPath, ['-e', code, ...args]);
  await line(child);
  return child;
}

/** The next that a child writes. */
export async function line(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no output.');
  const [data] = (await once(child.stdout, 'data')) as [Buffer];
  return data.toString('utf8').trim();
}

/** Resolves once /proc shows what is wanted of the process. */
export async function untilStat(pid: number, isThere: (stat: string) => boolean): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    if (isThere(readFileSync(`/proc/${pid}/stat`, 'latin1'))) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`Process ${pid} never came to it: ${readFileSync(`/proc/${pid}/stat`, 'latin1')}`);
}

/** Why a program cannot be used; null where it can. */
export function missing(program: string, args: readonly string[] = ['--version']): string | null {
  return spawnSync(program, args).status === 0 ? null : `${program} is not installed`;
}
