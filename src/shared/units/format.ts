/** A value of any unit in words. Nothing else in Threadlab turns a quantity into text: not the window, not the command line, not an export. */
import { formatBytes, splitBytes, type Digits } from './bytes.ts';
import { formatSeconds } from './duration.ts';
import { decimalsFor, formatCount, formatFixed, formatSignificant, minus, noValue } from './number.ts';
import type { Celsius, Hertz, PerSecond, Ratio, Unit } from './quantity.ts';

/** What 100% of CPU use means: one core, or the CPUs this machine may use. */
export type CpuScale = { of: 'core' } | { of: 'machine'; cpus: number };

/** "96%", "0.05%", "12.5%": three significant digits at most, never more than two decimals. A share that rounds to 0 but is not is "< 0.01%". */
export function formatRatio(ratio: Ratio): string {
  if (!Number.isFinite(ratio)) return noValue;
  const percent = ratio * 100;
  if (percent !== 0 && Math.abs(percent) < 0.005) return percent > 0 ? '< 0.01%' : '> −0.01%';
  const text = formatFixed(percent, Math.min(2, decimalsFor(percent, 3)));
  return `${text.includes('.') ? text.replace(/\.?0+$/, '') : text}%`;
}

/** CPU use with one decimal: 1.865 cores -> "186.5%" of a core, or its share of the machine. The heading says which. */
export function formatCores(cores: Ratio, scale: CpuScale = { of: 'core' }): string {
  return Number.isFinite(cores) ? `${formatFixed(coresPercent(cores, scale), 1)}%` : noValue;
}

function coresPercent(cores: Ratio, scale: CpuScale): number {
  return (cores / (scale.of === 'core' ? 1 : scale.cpus)) * 100;
}

const thousands = [
  { prefix: 'G', factor: 1e9 },
  { prefix: 'M', factor: 1e6 },
  { prefix: 'k', factor: 1e3 },
] as const;

function prefixed(value: number, significant: number, from: number): { value: number; prefix: string } {
  const rounded = Math.abs(Number(value.toPrecision(significant)));
  const step = thousands.find(({ factor }) => factor >= from && rounded >= factor);
  return step === undefined ? { value, prefix: '' } : { value: value / step.factor, prefix: step.prefix };
}

/** "3.42 GHz", "800 MHz", "50 Hz". */
export function formatHertz(hertz: Hertz): string {
  if (!Number.isFinite(hertz)) return noValue;
  const { value, prefix } = prefixed(hertz, 3, 1e3);
  return `${formatSignificant(value)} ${prefix}Hz`;
}

/** "61 °C". */
export function formatCelsius(celsius: Celsius): string {
  return Number.isFinite(celsius) ? `${formatFixed(celsius)} °C` : noValue;
}

/** "6.7 M/s", "12.3 k/s", "1,904/s", "0.5/s". */
export function formatPerSecond(rate: PerSecond): string {
  if (!Number.isFinite(rate)) return noValue;
  const large = Math.abs(rate) >= 10_000;
  const { value, prefix } = large ? prefixed(rate, 3, 1e3) : { value: rate, prefix: '' };
  const digits = prefix === '' && Math.abs(rate) >= 100 ? formatFixed(rate) : formatSignificant(value);
  return prefix === '' ? `${digits}/s` : `${digits} ${prefix}/s`;
}

/** A number of any unit with its unit. Not finite -> "–"; what is not available needs its reason instead, which the caller knows. */
export function formatValue(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return noValue;
  switch (unit) {
    case 'seconds':
      return formatSeconds(value);
    case 'bytes':
      return formatBytes(value);
    case 'hertz':
      return formatHertz(value);
    case 'celsius':
      return formatCelsius(value);
    case 'ratio':
      return formatRatio(value);
    case 'cores':
      return formatCores(value);
    case 'perSecond':
      return formatPerSecond(value);
    case 'bytesPerSecond':
      return `${formatBytes(value)}/s`;
    case 'count':
      return formatCount(value);
    case 'index':
    case 'text':
    case 'choice':
      return formatIndex(value);
  }
}

/** A number that names something (a PID, a CPU, a nice value): its digits alone. */
function formatIndex(value: number): string {
  return value < 0 ? minus + String(-value) : String(value);
}

/** A parameter's value: a choice as it is, a number with its unit. */
export function formatParameter(value: string | number, unit: Unit): string {
  return typeof value === 'number' ? formatValue(value, unit) : value;
}

/**
 * "91 to 100%", "4.4 to 5.1 ms": the unit once where both ends have the same, so that the eye compares digits.
 */
export function formatRange(low: number, high: number, unit: Unit): string {
  const [first, last] = [formatValue(low, unit), formatValue(high, unit)];
  if (first === last) return last;
  const split = /^(.*?)( ?[^\d.,]+)$/u;
  const [, lowDigits, lowUnit] = split.exec(first) ?? [];
  const [, , highUnit] = split.exec(last) ?? [];
  return lowDigits !== undefined && lowUnit === highUnit ? `${lowDigits} to ${last}` : `${first} to ${last}`;
}

/** A table's cell: fixed decimals, the unit in the heading, except where it differs by row (bytes) and has a slot of its own. */
export function formatCell(value: number, unit: Unit, scale: CpuScale = { of: 'core' }): Digits {
  if (!Number.isFinite(value)) return { digits: noValue, unit: '' };
  switch (unit) {
    case 'bytes':
    case 'bytesPerSecond':
      return splitBytes(value);
    case 'cores':
      return { digits: formatFixed(coresPercent(value, scale), 1), unit: '' };
    case 'ratio':
      return { digits: formatFixed(value * 100, 1), unit: '' };
    case 'perSecond':
      return { digits: formatFixed(value), unit: '' };
    case 'seconds':
      return { digits: formatFixed(value, 2), unit: '' };
    case 'hertz':
      return { digits: formatFixed(value / 1e9, 2), unit: '' };
    case 'celsius':
    case 'count':
      return { digits: formatFixed(value), unit: '' };
    case 'index':
    case 'text':
    case 'choice':
      return { digits: formatIndex(value), unit: '' };
  }
}

/** The unit that a heading names for the digits of `formatCell`; empty where the cell carries it or there is none. */
export function cellUnit(unit: Unit, scale: CpuScale = { of: 'core' }): string {
  switch (unit) {
    case 'cores':
      return scale.of === 'core' ? '% of a core' : '% of the machine';
    case 'ratio':
      return '%';
    case 'perSecond':
    case 'bytesPerSecond':
      return 'a second';
    case 'seconds':
      return 's';
    case 'hertz':
      return 'GHz';
    case 'celsius':
      return '°C';
    case 'bytes':
    case 'count':
    case 'index':
    case 'text':
    case 'choice':
      return '';
  }
}
