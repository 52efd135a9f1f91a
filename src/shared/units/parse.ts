/** What a person types: "100ns", "4 KiB", "1.5 s", "25%", "3.4GHz", "1,2,4". Base units come out, whatever unit came in. */
import { ThreadlabError } from '../errors.ts';
import type { Unit } from './quantity.ts';

const factors: Partial<Record<Unit, Readonly<Record<string, number>>>> = {
  seconds: { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, min: 60, m: 60, h: 3600, d: 86400 },
  bytes: {
    B: 1,
    KiB: 1024,
    MiB: 1024 ** 2,
    GiB: 1024 ** 3,
    TiB: 1024 ** 4,
    kB: 1e3,
    KB: 1e3,
    MB: 1e6,
    GB: 1e9,
    TB: 1e12,
    K: 1024,
    M: 1024 ** 2,
    G: 1024 ** 3,
  },
  hertz: { Hz: 1, kHz: 1e3, MHz: 1e6, GHz: 1e9 },
  ratio: { '%': 0.01 },
  cores: { '%': 0.01 },
  perSecond: { '/s': 1, 'k/s': 1e3, 'M/s': 1e6, 'G/s': 1e9 },
  bytesPerSecond: { 'B/s': 1, 'KiB/s': 1024, 'MiB/s': 1024 ** 2, 'GiB/s': 1024 ** 3 },
  count: { k: 1e3, M: 1e6 },
};

const examples: Partial<Record<Unit, string>> = {
  seconds: '100ns, 4.4ms or 1.5s',
  bytes: '64, 4KiB or 1GiB',
  hertz: '3.4GHz',
  ratio: '0.25 or 25%',
  cores: '0.5 or 50%',
};

const part = /([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*([^\d\s.,+-][^\d\s]*)?\s*/iuy;

/**
 * One quantity: a number with an optional unit, "1 min 10 s" included; without a unit it is in base units.
 * Throws `badInput` with an example of what is understood.
 */
export function parseQuantity(text: string, unit: Unit): number {
  const wanted = text.trim().replace(/−/g, '-');
  const known = factors[unit] ?? {};
  let total = 0;
  let parts = 0;
  part.lastIndex = 0;
  while (part.lastIndex < wanted.length) {
    const found = part.exec(wanted);
    if (found === null) throw notUnderstood(text, unit);
    const [, digits, name] = found;
    const factor = name === undefined ? 1 : factorOf(known, name);
    // "1 min 10 s" has a unit on each part; "1 2" is a mistake.
    if (factor === undefined || (parts > 0 && (name === undefined || unit !== 'seconds')))
      throw notUnderstood(text, unit);
    total += scaled(Number(digits), factor);
    parts += 1;
  }
  if (parts === 0 || !Number.isFinite(total)) throw notUnderstood(text, unit);
  return total;
}

/** "100" x 1e-9 as the number that "100e-9" is, not as the product 1.0000000000000001e-7. */
function scaled(value: number, factor: number): number {
  return factor < 1 ? value / Math.round(1 / factor) : value * factor;
}

function factorOf(known: Readonly<Record<string, number>>, name: string): number | undefined {
  if (Object.hasOwn(known, name)) return known[name];
  const lower = name.toLowerCase();
  // Only where case does not change the meaning: "4kib" and "10MS" are clear, "M" (mega) and "m" (minutes) are listed above.
  const alike = Object.keys(known).filter((unit) => unit.toLowerCase() === lower);
  const only = alike[0];
  return only !== undefined && alike.every((unit) => known[unit] === known[only]) ? known[only] : undefined;
}

function notUnderstood(text: string, unit: Unit): ThreadlabError {
  const example = examples[unit];
  const what = unit === 'count' || unit === 'index' ? 'a number' : `a number with a unit`;
  return new ThreadlabError(
    'badInput',
    `"${text}" is not ${what}${example === undefined ? '' : `, such as ${example}`}.`,
  );
}

/** "1, 2,4" -> ["1", "2", "4"]. Throws `badInput` on an empty item. */
export function splitList(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.some((item) => item === '')) {
    throw new ThreadlabError('badInput', `"${text}" has an empty item. Write the values with commas between: 1,2,4.`);
  }
  return items;
}

/** A sweep: "1, 2, 4, 8" or "100ns,1us" -> base units, in the order given. */
export function parseQuantities(text: string, unit: Unit): number[] {
  return splitList(text).map((item) => parseQuantity(item, unit));
}
