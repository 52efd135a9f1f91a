/**
 * Starts the runner as a child in a process group of its own and listens to it. Whatever happens to it ends in one promise:
 * how it ended and the last lines it wrote.
 */
import { fork } from 'node:child_process';
import { identify, type ProcessIdentity } from './processIdentity.ts';
import { markerName } from './marker.ts';
import { onceEnded } from './runner/childEnd.ts';
import { LastLines } from './runner/lastLines.ts';
import { runnerMessage, type ProgramEnd, type RunnerMessage, type RunOrder } from './runner/protocol.ts';

export interface RunnerChild {
  process: ProcessIdentity | null;
  /** Resolves when the process has ended and its output is read. Never rejects. */
  ended: Promise<ProgramEnd>;
  /** Ends the whole process group at once. */
  kill(): void;
}

export interface StartOptions {
  /** The built runner. */
  entry: string;
  marker: string;
  order: RunOrder;
  onMessage: (message: RunnerMessage) => void;
  /** The runner said something that is not of the protocol. */
  onNonsense: (reason: string) => void;
}

export function startRunner({ entry, marker, order, onMessage, onNonsense }: StartOptions): RunnerChild {
  const child = fork(entry, [], {
    detached: true, // its own session and process group, whose number is its own
    env: runnerEnvironment(process.env, marker),
    execArgv: ['--max-old-space-size=512'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines = new LastLines();
  child.stdout?.on('data', (chunk: Buffer) => lines.add(chunk));
  child.stderr?.on('data', (chunk: Buffer) => lines.add(chunk));
  child.on('message', (message) => {
    const parsed = runnerMessage.safeParse(message);
    if (parsed.success) onMessage(parsed.data);
    else onNonsense(parsed.error.message);
  });
  const ended = new Promise<ProgramEnd>((resolve) => {
    // What it left running, the sweep that follows ends.
    onceEnded(child, (exitStatus, signal) => resolve({ exitStatus, signal, lastLines: lines.read() }));
    child.on('error', (error) => {
      lines.add(Buffer.from(`${error.message}\n`));
      // Without a process there is no close to wait for; a failed send or kill is followed by one.
      if (child.pid === undefined) resolve({ exitStatus: null, signal: null, lastLines: lines.read() });
    });
  });
  child.send(order, () => undefined); // a child that is gone already ends by `close`
  const pid = child.pid;
  return {
    process: pid === undefined ? null : identify(pid),
    ended,
    kill() {
      if (pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(pid);
    },
  };
}

/** Without what Electron or a developer's shell would make another program of it. */
export function runnerEnvironment(environment: NodeJS.ProcessEnv, marker: string): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('ELECTRON_') && name !== 'NODE_OPTIONS');
  return { ...Object.fromEntries(kept), [markerName]: marker };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // it has ended meanwhile
  }
}
