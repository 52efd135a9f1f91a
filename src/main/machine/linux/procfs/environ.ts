/** Parses /proc/<pid>/environ (proc_pid_environ(5)): "NAME=value" that each end with a zero byte, as they were at exec. */
import { decodeHostile } from './decodeHostile.ts';

export interface EnvironmentVariable {
  name: string;
  value: string;
}

/** In the order they stand; what has no "=" is a name without a value. A program may write over them: empty pieces are left out. */
export function parseEnviron(bytes: Uint8Array): EnvironmentVariable[] {
  return decodeHostile(bytes)
    .split('\0')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const equals = piece.indexOf('=', 1); // a name may begin with "=", as those of shells on Windows files do
      return equals < 0 ? { name: piece, value: '' } : { name: piece.slice(0, equals), value: piece.slice(equals + 1) };
    });
}
