/**
 * Sets of CPUs as Linux writes them: lists ("0-3,8,16-30:2") and masks ("00000000,00001111").
 * Documentation/admin-guide/cputopology.rst and "CPU lists" in Documentation/admin-guide/kernel-parameters.rst.
 */
import { ThreadlabError } from '../../../../shared/errors.ts';

/** Far above NR_CPUS of any Linux (8,192): a list that names more is no list of CPUs, and would fill the memory. */
const mostCpus = 1 << 20;

/**
 * Parses "0-3,8,10-20:5" or, as Linux groups them, "0-30:2/4" into ascending numbers without doubles. Empty text is the empty set.
 * In "first-last:used/group" the first `used` of every `group` numbers are meant; ":stride" alone (lscpu's way) is every stride-th.
 * Throws `badFormat` on anything else.
 */
export function parseCpuList(text: string): number[] {
  const cpus = new Set<number>();
  for (const part of text.trim().split(/[\s,]+/)) {
    if (part === '') continue;
    const match = /^(\d+)(?:-(\d+)(?::(\d+)(?:\/(\d+))?)?)?$/.exec(part);
    if (match === null) throw badList(text);
    const [, from = '', to = from, third = '1', group] = match;
    const [first, last] = [Number(from), Number(to)];
    const used = group === undefined ? 1 : Number(third);
    const step = Number(group ?? third);
    if (last < first || last >= mostCpus || step < 1 || used < 1 || used > step) throw badList(text);
    for (let start = first; start <= last; start += step) {
      for (let cpu = start; cpu < start + used && cpu <= last; cpu++) cpus.add(cpu);
    }
  }
  return [...cpus].toSorted((a, b) => a - b);
}

/** Parses a mask of hexadecimal 32-bit words, the highest first ("00000000,00001111"), into ascending numbers. Throws `badFormat`. */
export function parseCpuMask(text: string): number[] {
  const digits = text.trim().replace(/^0x/, '').replaceAll(',', '');
  if (!/^[0-9a-fA-F]*$/.test(digits) || digits.length * 4 > mostCpus) {
    throw new ThreadlabError('badFormat', `Not a mask of CPUs: ${JSON.stringify(text.slice(0, 80))}.`);
  }
  const cpus: number[] = [];
  for (let nibble = 0; nibble < digits.length; nibble++) {
    const value = Number.parseInt(digits.charAt(digits.length - 1 - nibble), 16);
    for (let bit = 0; bit < 4; bit++) if ((value & (1 << bit)) !== 0) cpus.push(nibble * 4 + bit);
  }
  return cpus;
}

/** Writes numbers as the shortest list: "0-3,8". The inverse of `parseCpuList` for any set of CPUs. */
export function formatCpuList(cpus: readonly number[]): string {
  const sorted = [...new Set(cpus)].toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const cpu of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === cpu - 1) run[1] = cpu;
    else runs.push([cpu, cpu]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

function badList(text: string): ThreadlabError {
  return new ThreadlabError('badFormat', `Not a list of CPUs: ${JSON.stringify(text.slice(0, 80))}.`);
}
