/** Sizes in powers of 1024, digits and unit apart, so that digits still align where the unit differs by row. */
import { decimalsFor, formatFixed, noValue } from './number.ts';
import type { Bytes } from './quantity.ts';

export interface Digits {
  digits: string;
  /** Empty where there is no value. */
  unit: string;
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** { digits: "214", unit: "KiB" }: three significant digits, whole bytes below 1 KiB. Not finite -> "–" without a unit. */
export function splitBytes(bytes: Bytes): Digits {
  if (!Number.isFinite(bytes)) return { digits: noValue, unit: '' };
  let value = bytes;
  let step = 0;
  // 1023.6 KiB would be shown as "1,024 KiB": what rounds to 1024 belongs to the next unit.
  while (Math.round(Math.abs(value)) >= 1024 && step < units.length - 1) {
    value /= 1024;
    step += 1;
  }
  return { digits: formatFixed(value, step === 0 ? 0 : decimalsFor(value, 3)), unit: units[step] ?? '' };
}

/** "214 KiB", "64 B"; zeros after the point are dropped: "1 MiB". */
export function formatBytes(bytes: Bytes): string {
  const { digits, unit } = splitBytes(bytes);
  if (unit === '') return digits;
  return `${digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits} ${unit}`;
}
