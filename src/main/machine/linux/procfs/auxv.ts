/**
 * Parses /proc/<pid>/auxv (getauxval(3)): pairs of machine words. It is how a program without native code learns the clock
 * ticks of /proc and the page size.
 */
import { endianness } from 'node:os';
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';

export interface LinuxUnits {
  ticksPerSecond: number;
  pageBytes: Bytes;
}

const pageSizeKey = 6; // AT_PAGESZ
const clockTicksKey = 17; // AT_CLKTCK

/** `wordBytes`: 8 for a 64-bit program, 4 for a 32-bit one. Throws `badFormat` where one of the two is missing. */
export function parseAuxv(bytes: Uint8Array, wordBytes: 4 | 8): LinuxUnits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = endianness() === 'LE';
  const word = (at: number) => (wordBytes === 8 ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const values = new Map<number, number>();
  for (let at = 0; at + 2 * wordBytes <= bytes.byteLength; at += 2 * wordBytes)
    values.set(word(at), word(at + wordBytes));
  const ticksPerSecond = values.get(clockTicksKey);
  const pageBytes = values.get(pageSizeKey);
  if (!ticksPerSecond || !pageBytes) throw badFormat('/proc/<pid>/auxv', 'no clock ticks and page size', '');
  return { ticksPerSecond, pageBytes };
}
