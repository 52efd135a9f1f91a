/**
 * Small files of /proc, /sys and the control groups, read whole. An attribute that this Linux or this hardware does not
 * have is an expected absence and answers null; what is none (no descriptors left, an I/O layer that breaks) surfaces.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCpuList, parseCpuMask } from './cpuList.ts';

/** What opening or reading an attribute answers when it is not there, not permitted, or has no value now (sysfs shows the driver's own errno). */
const absent = new Set([
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'EINVAL',
  'EIO',
  'ENODEV',
  'ENXIO',
  'EOPNOTSUPP',
  'ENODATA',
  'EBUSY',
  'EAGAIN',
  'EISDIR',
  'ELOOP',
]);

/** Whether an error of a system call means "this attribute has no value here" (see `absent`). */
export function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && absent.has(error.code);
}

/** The text of a file without surrounding white space; null where it is absent. Bytes that are no UTF-8 become U+FFFD. */
export function readText(...path: string[]): string | null {
  try {
    return readFileSync(join(...path), 'utf8').trim();
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** A number, such as 3400000; null where the file is absent or holds no number ("<unknown>"). */
export function readNumber(...path: string[]): number | null {
  const text = readText(...path);
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : null;
}

/** As `readNumber`, but 0 and less mean "not known", as drivers write it for clocks and sizes. */
export function readPositive(...path: string[]): number | null {
  const value = readNumber(...path);
  return value !== null && value > 0 ? value : null;
}

/** Names in a folder; null where it is absent. */
export function readFolder(...path: string[]): string[] | null {
  try {
    return readdirSync(join(...path));
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** Numbers of the entries `prefix` + digits in a folder ("node0", "node2" -> 0, 2), ascending; null where the folder is absent. */
export function readNumbered(prefix: string, ...path: string[]): number[] | null {
  const names = readFolder(...path);
  if (names === null) return null;
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .toSorted((a, b) => a - b);
}

/** A set of CPUs of the list file, else of the mask file (older Linux has only that one); null where both are absent. */
export function readCpuSet(folder: string, list: string, mask: string): number[] | null {
  const listed = readText(folder, list);
  if (listed !== null) return parseCpuList(listed);
  const masked = readText(folder, mask);
  return masked === null ? null : parseCpuMask(masked);
}
