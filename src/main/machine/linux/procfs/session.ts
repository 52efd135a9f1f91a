/** Parses what ties a process to a terminal from /proc/<pid>/stat (proc_pid_stat(5), fields 6 and 7). */
import { badFormat } from './badFormat.ts';

export interface Session {
  /** PID of the session's leader; 0 outside of one. */
  session: number;
  /** "pts/3", "tty1", "ttyS0", or the device's numbers where the name is not known; null without a terminal. */
  terminal: string | null;
}

/** The name may hold ")": fields count from the last. Throws `badFormat` where the two are no numbers. */
export function parseSession(text: string): Session {
  const match = /^\S \d+ \d+ (\d+) (-?\d+) /.exec(text.slice(text.lastIndexOf(') ') + 2));
  if (match === null) throw badFormat('/proc/<pid>/stat', 'no session and terminal', text);
  return { session: Number(match[1]), terminal: terminalName(Number(match[2])) };
}

/** The name of a terminal by its device number, Documentation/admin-guide/devices.txt; null for 0, no terminal. */
export function terminalName(device: number): string | null {
  if (device === 0) return null;
  const major = (device >>> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >>> 12) & 0xfff00);
  if (major === 4) return minor < 64 ? `tty${minor}` : `ttyS${minor - 64}`;
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  if (major === 188) return `ttyUSB${minor}`;
  if (major === 229) return `hvc${minor}`;
  return `${major}:${minor}`;
}
