/** Parses /proc/<pid>/cmdline (proc_pid_cmdline(5)): arguments that each end with a zero byte, or whatever the program wrote over them. */
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { decodeHostile } from './decodeHostile.ts';

/** Longer command lines (they reach megabytes) are cut here and end with an ellipsis. */
export const longestCommandLine: Bytes = 16 * 1024;

/** The arguments with spaces between, undecodable bytes as U+FFFD. null where there is none: kernel threads, zombies. */
export function parseCmdline(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return null;
  const cut = bytes.length > longestCommandLine;
  const kept = cut ? bytes.subarray(0, longestCommandLine) : bytes;
  let end = kept.length;
  while (!cut && end > 0 && kept[end - 1] === 0) end--;
  return decodeHostile(kept.subarray(0, end)).replaceAll('\0', ' ') + (cut ? '…' : '');
}
