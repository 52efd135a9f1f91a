/** What a command knows of the world: where it writes, what was set, and whether it was told to stop. */
import { escapeInvisible } from '../../shared/text/hostileText.ts';

export interface Terminal {
  /** Results. One call, one line or document; the end of the line is added. */
  out(text: string): void;
  /** Messages for people. */
  err(text: string): void;
  /** Replaces the last line of messages; null removes it. Does nothing unless a person sees it. */
  progress(text: string | null): void;
  /** Columns of the terminal that results go to; null where they go to a file or a pipe. */
  columns: number | null;
  /** Messages go to a terminal. */
  interactive: boolean;
  environment: NodeJS.ProcessEnv;
  /** Aborted by the first Ctrl+C or SIGTERM. */
  stop: AbortSignal;
}

export type Command = (args: string[], terminal: Terminal) => Promise<number>;

/** What a command ends with (DESIGN.md, "The command line"). */
export const exit = { done: 0, failed: 1, usage: 2, checkFailed: 3, inconclusive: 4, cancelled: 130 } as const;

/** A command that was not written as it must be. Exit status 2. */
export class UsageError extends Error {}

const clearLine = '\r\u001b[2K';

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const stop = new AbortController();
  const ask = (): void => {
    // A second Ctrl+C waits for nothing more.
    if (stop.signal.aborted) process.exit(exit.cancelled);
    stop.abort();
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  // A reader that has seen enough (`threadlab ps | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exit.done);
    throw error;
  });
  let shown = false;
  const clear = (): string => (shown ? clearLine : '');
  return {
    out: (text) => {
      if (shown) process.stderr.write(clearLine);
      shown = false;
      process.stdout.write(`${text}\n`);
    },
    err: (text) => {
      process.stderr.write(`${clear()}${text}\n`);
      shown = false;
    },
    progress: (text) => {
      if (!process.stderr.isTTY) return;
      const width = process.stderr.columns - 1;
      process.stderr.write(text === null ? clear() : `${clearLine}${escapeInvisible(text).slice(0, width)}`);
      shown = text !== null;
    },
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    interactive: process.stderr.isTTY,
    environment: process.env,
    stop: stop.signal,
  };
}
