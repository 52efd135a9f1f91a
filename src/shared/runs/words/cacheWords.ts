/** Where the caches end: the levels that the curve shows, what prefetching hides, and what the machine reports beside them. */
import { formatBytes } from '../../units/bytes.ts';
import { formatSeconds } from '../../units/duration.ts';
import { formatRange } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import {
  cacheLevels,
  isAtStep,
  reportedCaches,
  untoldLevels,
  type CacheLevel,
  type ReportedCache,
} from '../cacheLevels.ts';
import type { Summary } from '../record.ts';
import {
  doubt,
  figure,
  interval,
  joined,
  kindOf,
  level,
  percent,
  plain,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** A set of which less lies on huge pages than was asked is another one. */
const mostlyHuge = 0.9;

export function cacheWords(told: Told): Sentence[] {
  const random = judgedPoints(told, 'random');
  const levels = cacheLevels(random);
  return [
    ...(random.length === 0 ? [] : [levelWords(told, random, levels)]),
    ...pageWords(told),
    ...sequenceWords(told, random),
    ...(levels.length < 2 ? [] : [reportedWords(told, levels)]),
  ];
}

interface Step {
  x: number;
  summary: Summary;
}

/** Of the line of one order, those that were not disturbed, over the sets. */
function judgedPoints({ axes, lines }: Told, order: string): Step[] {
  const line = lines.find(({ value }) => value === order);
  if (line === undefined || axes.x.name !== 'workingSet') return [];
  return line.points.flatMap(({ x, summary, hollow }) =>
    typeof x === 'number' && hollow === null ? [{ x, summary }] : [],
  );
}

/** "At random a load takes 1.2 ns (range of 5 repeats 1.19 to 1.22 ns) up to 32 KiB, 4.1 ns (...) up to 512 KiB and 124 ns (...) from 64 MiB on." */
function levelWords({ axes }: Told, points: readonly Step[], levels: readonly CacheLevel[]): Sentence {
  const [first, last] = [points[0], points.at(-1)];
  if (levels.length < 2) {
    const ends = first === last ? [last] : [first, last];
    const parts = ends.flatMap((end, i): Span[][] => {
      if (end === undefined) return [];
      const { summary } = end;
      return [[...latencyWords(summary.median, summary, summary, i === 0), plain(` at ${level(axes.x, end.x)}`)]];
    });
    const none = points.length > 2 ? [doubt('; no step between two levels was found')] : [];
    return [plain('At random a load takes '), ...joined(parts), ...none, plain('.')];
  }
  const parts = levels.map((one, i): Span[] => {
    const summary = points.find(({ x }) => x === one.from)?.summary;
    const reach = i === levels.length - 1 ? ` from ${formatBytes(one.from)} on` : ` up to ${formatBytes(one.to)}`;
    return [...latencyWords(one.latency, one, summary, i === 0), plain(reach)];
  });
  return [plain('At random a load takes '), ...joined(parts), plain('.')];
}

function latencyWords(
  latency: number,
  { low, high }: { low: number; high: number },
  summary: Summary | undefined,
  first: boolean,
): Span[] {
  const kind = summary === undefined ? '' : kindOf(summary, first);
  return [figure(formatSeconds(latency)), interval(` (${kind}${formatRange(low, high, 'seconds')})`)];
}

/** Only where huge pages were asked and Linux gave few. */
function pageWords({ panel }: Told): Sentence[] {
  const shares = panel.points.flatMap(({ params, metrics }) =>
    params['pages'] === 'huge' ? (metrics['hugeShare']?.median ?? []) : [],
  );
  const least = Math.min(...shares);
  if (shares.length === 0 || least >= mostlyHuge) return [];
  return [[doubt(`Linux gave few of the huge pages that were asked: in one set ${percent(least)} of it lay on them.`)]];
}

/** "In sequence a load takes 1.6 ns (...) at working set 128 MiB: prefetching makes it 77 times as fast." Of the largest set that both orders have. */
function sequenceWords(told: Told, random: readonly Step[]): Sentence[] {
  const sequence = judgedPoints(told, 'sequential');
  const last = sequence.findLast(({ x }) => random.length === 0 || random.some((step) => step.x === x));
  if (last === undefined) return [];
  const { median } = last.summary;
  const other = random.find(({ x }) => x === last.x)?.summary.median ?? NaN;
  const times = other / median;
  const ratio =
    times >= 1.05 ? [plain(': prefetching makes it '), figure(`${formatSignificant(times, 2)} times as fast`)] : [];
  return [
    [
      plain(`In sequence a load takes `),
      ...latencyWords(median, last.summary, last.summary, random.length === 0),
      plain(` at ${level(told.axes.x, last.x)}`),
      ...ratio,
      plain('.'),
    ],
  ];
}

/** "The machine reports L1 48 KiB and L2 1 MiB, where a step was found; L3 508 MiB, beyond the sets measured." */
function reportedWords({ record, axes }: Told, levels: readonly CacheLevel[]): Sentence {
  const caches = reportedCaches(record.environment);
  if (caches.length === 0) return [doubt('The machine does not tell the sizes of its caches.')];
  const untold = untoldLevels(record.environment.caches).map((cache) => `L${cache}`);
  const largest = Math.max(...axes.x.values.map(Number));
  const beyond = caches.filter(({ bytes }) => bytes >= largest);
  const within = caches.filter(({ bytes }) => bytes < largest);
  const found = within.filter(({ bytes }) => isAtStep(bytes, levels));
  const missed = within.filter((cache) => !found.includes(cache));
  const parts: Span[][] = [
    ...(found.length > 0 ? [[...namesOf(found), plain(', where a step was found')]] : []),
    ...(missed.length > 0 ? [[...namesOf(missed), doubt(', where none was found')]] : []),
    ...(beyond.length > 0 ? [[...namesOf(beyond), doubt(', beyond the sets measured')]] : []),
    ...(untold.length > 0 ? [[doubt(`it does not tell the size of ${untold.join(', ')}`)]] : []),
  ];
  const spans = parts.flatMap((part, i) => (i === 0 ? part : [plain('; '), ...part]));
  return [plain('The machine reports '), ...spans, plain('.')];
}

/** "L1 48 KiB and L2 1 MiB". */
function namesOf(caches: readonly ReportedCache[]): Span[] {
  return joined(caches.map(({ level: number, bytes }) => [figure(`L${number} ${formatBytes(bytes)}`)]));
}
