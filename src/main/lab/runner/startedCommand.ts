/** A person's program as a child of the runner: started without a shell, its output read, and its end told. */
import { spawn } from 'node:child_process';
import { splitWords } from '../../../shared/lab/commandWords.ts';
import { onceEnded } from './childEnd.ts';
import { numbersIn, readIfThere } from './commandFamily.ts';
import { LastLines } from './lastLines.ts';
import { ProgramFailure } from './programFailure.ts';

export interface CommandEnd {
  exitStatus: number | null;
  signal: string | null;
}

export interface StartedCommand {
  pid: number;
  /** Resolves as soon as the program itself has ended, whatever it left running. */
  ended: Promise<CommandEnd>;
  /** The end of what it wrote to standard output and standard error, as it came; once it has ended. Reads no further. */
  lastLines(): Promise<string[]>;
}

export type StartCommand = (program: string, cwd: string) => Promise<StartedCommand>;

/** Throws `runFailed` in words where Linux does not start it. The words name no program: they go into exports. */
export const startCommand: StartCommand = async (program, cwd) => {
  const [file = '', ...args] = splitWords(program);
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: false });
  const lines = new LastLines();
  child.stdout.on('data', (chunk: Buffer) => lines.add(chunk));
  child.stderr.on('data', (chunk: Buffer) => lines.add(chunk));
  const wasRead = new Promise<void>((resolve) => onceEnded(child, () => resolve()));
  const ended = new Promise<CommandEnd>((resolve) => {
    child.once('exit', (exitStatus, signal) => resolve({ exitStatus, signal }));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(notStarted(error, file.includes('/'))));
  });
  return {
    pid: child.pid ?? NaN,
    ended,
    async lastLines() {
      await wasRead;
      child.stdout.destroy();
      child.stderr.destroy();
      return lines.read();
    },
  };
};

/** `byPath`: it was not looked for on the PATH. */
function notStarted(error: Error, byPath: boolean): ProgramFailure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  const words =
    code === 'ENOENT'
      ? byPath
        ? 'There is no such file, or the interpreter that its first line names is not there.'
        : 'There is no program of this name in the folders of PATH.'
      : code === 'EACCES'
        ? 'The file may not be executed: it is a folder, or its permissions do not allow it (chmod u+x).'
        : code === 'E2BIG'
          ? 'Its arguments are longer than Linux takes.'
          : `Linux gave ${code}.`;
  return new ProgramFailure('The program', { exitStatus: null, signal: null, lastLines: [words] });
}

/** Ends what bears this process's marker in its environment, and `known` processes besides; returns how many there were. */
export function endLeftovers(marker: string | undefined, known: readonly number[]): number {
  const bearing =
    marker === undefined
      ? []
      : numbersIn('/proc').filter(
          (pid) => pid !== process.pid && readIfThere(`/proc/${pid}/environ`)?.split('\0').includes(marker) === true,
        );
  const left = [...new Set([...known, ...bearing])];
  for (const pid of left) killIfThere(pid);
  return left.length;
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // it has ended meanwhile
  }
}
