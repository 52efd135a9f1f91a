/** What is said of where a number comes from: its formula, the same with the figures that were read, and how fine it can be. Pure. */
import type { OriginReading } from '../../../shared/monitor/originReading.ts';
import type { Origin, RawFigure, RawUnit } from '../../../shared/monitor/origins.ts';
import { formatSeconds } from '../../../shared/units/duration.ts';
import { formatCores, formatValue } from '../../../shared/units/format.ts';
import { formatCount, minus } from '../../../shared/units/number.ts';
import type { Unit } from '../../../shared/units/quantity.ts';

/** What is known once the figures were read. */
type Read = Pick<OriginReading, 'ticksPerSecond' | 'pageBytes'>;

/** "40% of a core", "1,904/s": a value in the words that its unit has outside a table. */
export function valueWords(value: number, unit: Unit): string {
  return unit === 'cores' ? `${formatCores(value)} of a core` : formatValue(value, unit);
}

/** "Σ utime" where it is added up over threads. */
export function figureName({ name, ofThreads }: RawFigure): string {
  return ofThreads === true ? `Σ ${name}` : name;
}

/** "Growth of (utime + stime) ÷ 100 ticks a second ÷ interval"; before the reading the factors have no numbers. */
export function formulaWords({ figures, isRate }: Origin, read: Read | null): string {
  const [first] = figures;
  const isMixed = figures.some(({ unit }) => unit !== first?.unit);
  const terms = figures
    .map((figure, at) => {
      const sign = at === 0 ? '' : figure.isMinus === true ? ` ${minus} ` : ' + ';
      return `${sign}${figureName(figure)}${isMixed ? factorWords(figure.unit, read) : ''}`;
    })
    .join('');
  const factor = isMixed || first === undefined ? '' : factorWords(first.unit, read);
  const body = figures.length > 1 && (factor !== '' || isRate) && !isMixed ? `(${terms})` : terms;
  return isRate ? `Growth of ${body}${factor} ÷ interval` : `${body}${factor}`;
}

function factorWords(unit: RawUnit, read: Read | null): string {
  switch (unit) {
    case 'ticks':
      return read === null ? ' ÷ ticks a second' : ` ÷ ${read.ticksPerSecond} ticks a second`;
    case 'nanoseconds':
      return ' ÷ 1,000,000,000';
    case 'pages':
      return read === null ? ' × bytes of a page' : ` × ${formatCount(read.pageBytes)} bytes`;
    case 'kibibytes':
      return ' × 1,024 bytes';
    case 'seconds':
    case 'one':
      return '';
  }
}

/** "40 ÷ 100 ticks a second ÷ 1 s = 40% of a core"; null where figures of different units are put together. */
export function workedOut({ figures, isRate }: Origin, reading: OriginReading, unit: Unit): string | null {
  const [first] = figures;
  if (first === undefined || figures.some((figure) => figure.unit !== first.unit)) return null;
  let total = 0n;
  for (const [at, { isMinus }] of figures.entries()) {
    const read = reading.figures[at];
    if (read === undefined || !/^-?\d+$/u.test(read.after)) return null;
    const grown = BigInt(read.after) - BigInt(read.before ?? '0');
    total += isMinus === true ? -grown : grown;
  }
  const over = isRate && reading.interval !== null ? ` ÷ ${formatSeconds(reading.interval)}` : '';
  return `${digitWords(total.toString())}${factorWords(first.unit, reading)}${over} = ${valueWords(reading.value, unit)}`;
}

/** Groups the digits of a figure, however many they are: "12,345,678,901,234,567,890". */
export function digitWords(digits: string): string {
  const [whole = '', fraction] = digits.replace('-', '').split('.');
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/gu, ',') : whole;
  return `${digits.startsWith('-') ? minus : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** The difference of two figures that are whole numbers. */
export function grownWords(before: string, after: string): string {
  return digitWords((BigInt(after) - BigInt(before)).toString());
}

/** How fine the number can be at best, and what blurs it. */
export function resolutionWords({ figures, isRate }: Origin, reading: OriginReading | null, unit: Unit): string {
  const units = new Set(figures.map((figure) => figure.unit));
  const isOfThreads = figures.some(({ ofThreads }) => ofThreads === true);
  if (units.has('ticks')) return tickWords(isRate, isOfThreads, reading, unit);
  if (units.has('nanoseconds')) {
    return 'A nanosecond; for a thread that runs at this moment Linux adds up at its next tick or switch.';
  }
  if (units.has('pages')) return 'One page; Linux adds pages up in batches, so it can lag by some of them a CPU.';
  if (units.has('kibibytes')) return '1 KiB.';
  const threads = isRate && isOfThreads ? ' Threads that were not there both times are left out.' : '';
  return isRate ? `Counted one by one.${threads}` : 'As Linux gives it.';
}

function tickWords(isRate: boolean, isOfThreads: boolean, reading: OriginReading | null, unit: Unit): string {
  if (reading === null) return 'One clock tick.';
  const tick = 1 / reading.ticksPerSecond;
  const words = `One clock tick, ${formatSeconds(tick)}`;
  if (isRate && reading.interval !== null) {
    return `${words}: over this interval a step of ${valueWords(tick / reading.interval, unit)}.`;
  }
  return isOfThreads ? `${words}; each thread's figures are rounded down to whole ones.` : `${words}.`;
}
