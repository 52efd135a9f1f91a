/** The numbers of a filter: read in the field's unit, and written so that they can be read again. */
import { ThreadlabError } from '../errors.ts';
import { secondsScale } from '../units/duration.ts';
import { parseQuantity } from '../units/parse.ts';
import type { Unit } from '../units/quantity.ts';

/** Beside its own, a rate takes the unit of what it counts: `write>1MiB`, `voluntary>2k`. */
const lenient: Partial<Record<Unit, Unit>> = { bytesPerSecond: 'bytes', perSecond: 'count' };

/** "1GiB", "100ms", "40%" in base units, or in words why it is not one. */
export function readNumber(text: string, unit: Unit): { value: number } | { message: string } {
  try {
    return { value: parseQuantity(text, unit) };
  } catch (error) {
    if (!(error instanceof ThreadlabError) || error.code !== 'badInput') throw error;
    const other = lenient[unit];
    const again = other === undefined ? null : readNumber(text, other);
    return again !== null && 'value' in again ? again : { message: error.message };
  }
}

/** Whether a word of its own is the unit of the number before it: the "GiB" of `rss > 1 GiB`. One letter alone is a word. */
export function continuesNumber(number: string, next: string, unit: Unit): boolean {
  return /\d$/.test(number) && /^(%|[a-zµμ/]{2,})$/i.test(next) && 'value' in readNumber(number + next, unit);
}

const scales: Partial<Record<Unit, readonly (readonly [name: string, factor: number])[]>> = {
  bytes: [
    ['TiB', 1024 ** 4],
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
    ['B', 1],
  ],
  hertz: [
    ['GHz', 1e9],
    ['MHz', 1e6],
    ['Hz', 1],
  ],
  ratio: [['%', 0.01]],
};

/**
 * One significant digit of a finite value, not above it or not below it, with its unit: 0.34 cores down -> "0.3", 311 MiB down ->
 * "300MiB".
 */
export function writeRounded(value: number, unit: Unit, direction: 'down' | 'up'): string {
  const size = Math.abs(value);
  const { name, factor } = scaleOf(size, unit);
  const scaled = size / factor;
  const step = 10 ** Math.floor(Math.log10(scaled));
  const away = (direction === 'up') === value > 0;
  const rounded = scaled === 0 ? 0 : (away ? Math.ceil(scaled / step) : Math.floor(scaled / step)) * step;
  return `${value < 0 ? '-' : ''}${Number(rounded.toPrecision(3))}${name}`;
}

function scaleOf(size: number, unit: Unit): { name: string; factor: number } {
  if (unit === 'seconds') {
    const { unit: name, factor } = secondsScale(size);
    return { name, factor };
  }
  const steps = scales[unit === 'bytesPerSecond' ? 'bytes' : unit] ?? [];
  const [name, factor] = steps.find(([, least]) => size >= least) ?? steps.at(-1) ?? ['', 1];
  return { name, factor };
}
