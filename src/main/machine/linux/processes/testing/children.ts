/** Processes that a test starts, and that end with it. Nothing else is ever signalled by the tests here. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ProcessKey } from '../../../../../shared/monitor/processKey.ts';
import { lookUpStat } from '../lookUp.ts';

const started: ChildProcess[] = [];

/** Starts node with a program that writes a line to its output once it is ready; gives the child and that line. */
export async function startNode(
  program: string,
  options: { args?: readonly string[]; env?: NodeJS.ProcessEnv; uid?: number } = {},
): Promise<{ child: ChildProcess; key: ProcessKey; line: string }> {
  const { args = [], env, uid } = options;
  const child = spawn(process.execPath, ['-e', program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(env !== undefined && { env }),
    ...(uid !== undefined && { uid, gid: uid }),
  });
  started.push(child);
  let line = '';
  child.stdout?.on('data', (data: Buffer) => {
    line += data.toString();
  });
  while (!line.includes('\n')) {
    if (child.exitCode !== null) throw new Error(`A test's child ended with ${child.exitCode} before it was ready.`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  }
  return { child, key: keyOf(child.pid), line: line.trim() };
}

/** Sleeps until it is ended. */
export const sleeper = 'console.log("ready"); setInterval(() => {}, 1e6)';

/** The identity of a process that lives. */
export function keyOf(pid: number | undefined): ProcessKey {
  const stat = pid === undefined ? null : lookUpStat(pid);
  if (stat === null) throw new Error(`A test's process ${pid} does not live.`);
  return { pid: stat.id, startTicks: stat.startTicks };
}

/** Ends every child and waits for it. */
export async function endChildren(): Promise<void> {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** No process has this number: it stands for the backend where the test's own children are to be reached. */
export const noPid = 2 ** 22 + 1; // above PID_MAX_LIMIT
