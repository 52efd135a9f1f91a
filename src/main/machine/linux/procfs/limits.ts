/** Parses /proc/<pid>/limits (proc_pid_limits(5)): what a process may use at most, setrlimit(2). */
import { badFormat } from './badFormat.ts';

/** The soft limit; Infinity for "unlimited". Throws `badFormat` without its line. */
export function parseOpenFilesLimit(text: string): number {
  const soft = /^Max open files +(\d+|unlimited) /m.exec(text)?.[1];
  if (soft === undefined) throw badFormat('/proc/<pid>/limits', 'no line "Max open files"', text);
  return soft === 'unlimited' ? Infinity : Number(soft);
}

export interface ProcessLimit {
  /** As Linux names it: "Max open files". */
  name: string;
  /** Where the process is now held; it may raise it up to `hard`. null for unlimited. */
  soft: number | null;
  hard: number | null;
  /** "bytes", "seconds", "files"...; empty for priorities. */
  unit: string;
}

/** All of them, in Linux's order; Linux pads the columns to 25, 20 and 20 letters. Throws `badFormat` on a line of another form. */
export function parseLimits(text: string): ProcessLimit[] {
  const lines = text.trimEnd().split('\n').slice(1);
  if (lines.length === 0) throw badFormat('/proc/<pid>/limits', 'no lines', text);
  return lines.map((line) => {
    const match = /^(\S.*?) {2,}(\d+|unlimited) +(\d+|unlimited) *(\S*) *$/.exec(line);
    if (match === null) throw badFormat('/proc/<pid>/limits', 'a line without two limits', line);
    const [, name = '', soft, hard, unit = ''] = match;
    const value = (word: string | undefined) => (word === 'unlimited' ? null : Number(word));
    return { name, soft: value(soft), hard: value(hard), unit };
  });
}
