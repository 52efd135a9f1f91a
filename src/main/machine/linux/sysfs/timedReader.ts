/** Reads kept descriptors from their start and says which are too slow to be read on each pass. */
import { readSync } from 'node:fs';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { isAbsence } from './readText.ts';

/** A read slower than this costs more than what it tells is worth (htop #471). */
const slowRead: Seconds = 500e-6;

const bufferBytes = 64 * 1024;

export interface TimedText {
  /** null where the file has no value now. */
  text: string | null;
  /** Slow twice running: one slow read may be the scheduler's doing, which took the CPU away in the middle. */
  isSlow: boolean;
}

export interface TimedReader {
  /** A file of sysfs: never longer than a page, so one read has it all. */
  readAttribute(descriptor: number): TimedText;
  /** A file of /proc, which hands out whole records and ends with an empty read. */
  readWhole(descriptor: number): TimedText;
}

/** `monotonic` is the time in seconds. One buffer serves all reads. */
export function createTimedReader(monotonic: () => Seconds): TimedReader {
  const buffer = Buffer.allocUnsafe(bufferBytes);
  const readOnce = (descriptor: number, isAttribute: boolean): string | null => {
    try {
      let offset = readSync(descriptor, buffer, 0, bufferBytes, 0);
      let text = buffer.toString('latin1', 0, offset);
      for (let length = offset; !isAttribute && length > 0; offset += length) {
        length = readSync(descriptor, buffer, 0, bufferBytes, offset);
        text += buffer.toString('latin1', 0, length);
      }
      return text;
    } catch (error) {
      if (isAbsence(error)) return null;
      throw error;
    }
  };
  const readTimed = (descriptor: number, isAttribute: boolean): TimedText => {
    let text: string | null = null;
    for (let attempt = 0; attempt < 2; attempt++) {
      const start = monotonic();
      text = readOnce(descriptor, isAttribute);
      if (monotonic() - start <= slowRead) return { text, isSlow: false };
    }
    return { text, isSlow: true };
  };
  return {
    readAttribute: (descriptor) => readTimed(descriptor, true),
    readWhole: (descriptor) => readTimed(descriptor, false),
  };
}
