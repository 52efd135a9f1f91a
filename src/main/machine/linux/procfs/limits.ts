/** Parses /proc/<pid>/limits (proc_pid_limits(5)) for the number of files a process may have open. */
import { badFormat } from './badFormat.ts';

/** The soft limit; Infinity for "unlimited". Throws `badFormat` without its line. */
export function parseOpenFilesLimit(text: string): number {
  const soft = /^Max open files +(\d+|unlimited) /m.exec(text)?.[1];
  if (soft === undefined) throw badFormat('/proc/<pid>/limits', 'no line "Max open files"', text);
  return soft === 'unlimited' ? Infinity : Number(soft);
}
