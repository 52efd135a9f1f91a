/** Parses /proc/pressure/<resource> (Documentation/accounting/psi.rst); Linux writes percentages. */
import type { Pressure } from '../../../../shared/monitor/snapshot.ts';
import { badFormat } from './badFormat.ts';

/** Throws `badFormat` without a "some" line. The "full" line of cpu came with Linux 5.13: null before. */
export function parsePressure(text: string): Pressure {
  const average10 = (line: string) => new RegExp(`^${line} avg10=([\\d.]+) `, 'm').exec(text)?.[1];
  const some = average10('some');
  const full = average10('full');
  if (some === undefined) throw badFormat('/proc/pressure', 'no line "some avg10="', text);
  return { some10: Number(some) / 100, full10: full === undefined ? null : Number(full) / 100 };
}
