/**
 * Parses /proc/<pid>/io (proc_pid_io(5)): what went to and from storage, for the whole process with its exited threads;
 * /proc/<pid>/task/<tid>/io has the same for that thread alone.
 */
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';

export interface Io {
  readBytes: Bytes;
  /** Sent towards storage; what was cancelled later (a truncated file) is not subtracted. */
  writeBytes: Bytes;
}

/** Throws `badFormat` where one of the two counters is missing. */
export function parseIo(text: string): Io {
  const read = /^read_bytes: (\d+)$/m.exec(text)?.[1];
  const written = /^write_bytes: (\d+)$/m.exec(text)?.[1];
  if (read === undefined || written === undefined)
    throw badFormat('/proc/<pid>/io', 'no read_bytes and write_bytes', text);
  return { readBytes: Number(read), writeBytes: Number(written) };
}
