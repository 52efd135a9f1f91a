/** Sizes as /sys/devices/system/cpu/cpuN/cache/indexN/size writes them. */
import type { Bytes } from '../../../../shared/units/quantity.ts';

const factors: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** "48K" -> 49152. null for what is no size, and for a size of 0, which some firmware writes for "not known". */
export function parseCacheSize(text: string): Bytes | null {
  const match = /^(\d+)([KMG]?)$/.exec(text.trim());
  if (match === null) return null;
  const [, digits = '', suffix = ''] = match;
  const bytes = Number(digits) * (factors[suffix] ?? Number.NaN);
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : null;
}
