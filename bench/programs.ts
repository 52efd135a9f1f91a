/** Programs that read /proc once a second, started as a person would and watched from outside: what they use, how often they really read. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Seconds } from '../src/shared/units/quantity.ts';
import { cpuTimeOf } from './processCpu.ts';

export interface Program {
  name: string;
  /** From its start until it costs what it costs from then on: V8 compiles what is hot, C has nothing to wait for. */
  warmUp: Seconds;
  start(): Promise<Running>;
}

export interface Running {
  pid: number;
  stop(): Promise<void>;
}

/** Whether a program of this name is on the path. */
export function isInstalled(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

const compiledWarmUp: Seconds = 3;

/** A program that ends when its standard input does. */
export function plainProgram(
  name: string,
  command: readonly [string, ...string[]],
  warmUp: Seconds = compiledWarmUp,
): Program {
  return {
    name,
    warmUp,
    async start() {
      const [program, ...args] = command;
      const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'inherit'] });
      await once(child, 'spawn');
      if (child.pid === undefined) throw new Error(`${program} did not start.`);
      return { pid: child.pid, stop: () => end(child) };
    },
  };
}

/** A file among the settings of programs for a terminal, by its place under XDG_CONFIG_HOME. */
export function settingsFile(scratch: string, name: string): string {
  return join(scratch, 'home', name);
}

/** A program for a terminal, in one of 50 lines by 160 columns (script, util-linux) that nobody looks at; its settings folder has what the benchmark puts there. */
export function terminalProgram(name: string, command: string, scratch: string): Program {
  return {
    name,
    warmUp: compiledWarmUp,
    async start() {
      const home = join(scratch, 'home');
      mkdirSync(home, { recursive: true });
      const pidFile = join(scratch, 'terminal.pid');
      const line = `stty rows 50 cols 160; echo $$ > '${pidFile}.new'; mv '${pidFile}.new' '${pidFile}'; exec ${command}`;
      spawnSync('rm', ['-f', pidFile]);
      const child = spawn('script', ['-qfc', line, '/dev/null'], {
        stdio: ['pipe', 'ignore', 'ignore'],
        env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, TERM: 'xterm-256color' },
      });
      await once(child, 'spawn');
      const pid = Number(await whenWritten(pidFile));
      return { pid, stop: () => endTerminal(child, pid) };
    },
  };
}

async function whenWritten(file: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      await sleep(50);
    }
  }
  throw new Error(`No program started in the terminal: ${file} was not written.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function endTerminal(child: ChildProcess, pid: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  process.kill(pid, 'SIGTERM');
  await once(child, 'exit');
}

export interface Watched {
  /** CPU time of one reading of the machine. */
  cpuPerPass: Seconds;
  /** From the begin of one reading to that of the next, as it was achieved. */
  interval: Seconds;
}

/** Reads of a slot from which on a program is taken to read the machine, and the quiet time before the next reading. */
const busyReads = 40;
const slotMs = 40;
const quietSlots = 5;

/**
 * Watches a program for `time` after its warm-up. A reading of the machine is a burst of system calls that read (rchar's `syscr`,
 * proc_pid_io(5)); the stretch that counts goes from the begin of one burst to that of a later one.
 * Throws where fewer than two bursts were seen.
 */
export async function watch(program: Program, time: Seconds): Promise<Watched> {
  const running = await program.start();
  try {
    await sleep(program.warmUp * 1e3);
    return await bursts(program.name, running.pid, time);
  } finally {
    await running.stop();
  }
}

async function bursts(name: string, pid: number, time: Seconds): Promise<Watched> {
  const begins: { at: Seconds; cpuTime: Seconds }[] = [];
  let quiet = 0;
  let reads = readCalls(pid);
  let before = { at: now(), cpuTime: cpuTimeOf(pid) };
  const end = before.at + time;
  while (now() < end || quiet < quietSlots) {
    await sleep(slotMs);
    const calls = readCalls(pid);
    if (calls - reads < busyReads) quiet += 1;
    else {
      if (quiet >= quietSlots) begins.push(before);
      quiet = 0;
    }
    reads = calls;
    // Between bursts nothing is used, so the last look before one has what all earlier ones cost.
    before = { at: now(), cpuTime: cpuTimeOf(pid) };
    if (before.at > end + time) break;
  }
  const first = begins[0];
  const last = begins.at(-1);
  if (first === undefined || last === undefined || first === last)
    throw new Error(`${name} did not read the machine twice in ${time} s.`);
  const passes = begins.length - 1;
  return { cpuPerPass: (last.cpuTime - first.cpuTime) / passes, interval: (last.at - first.at) / passes };
}

function readCalls(pid: number): number {
  const calls = /^syscr: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'latin1'))?.[1];
  if (calls === undefined) throw new Error(`/proc/${pid}/io tells no syscr.`);
  return Number(calls);
}

function now(): Seconds {
  return performance.now() * 1e-3;
}
