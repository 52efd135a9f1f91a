/** After how long the first waiter runs, and after how long the last. */
import { formatRange, formatValue } from '../../units/format.ts';
import { pointAt } from '../chartData.ts';
import type { ParameterValue } from '../record.ts';
import { figure, interval, joined, kindOf, level, plain, type Sentence, type Span, type Told } from './sentence.ts';

/** At the fewest waiters, and at the most where that is another number. */
export function eventWords(told: Told): Sentence[] {
  const { values } = told.axes.x;
  const ends = [...new Set([values[0], values.at(-1)])];
  return ends.flatMap((x, i) => (x === undefined ? [] : wakeWords(told, x, i === 0)));
}

/** "With 16 waiters the first runs 45 µs after the set and the last 210 µs (range of 5 repeats 180 to 260 µs) on wasm, ...". */
function wakeWords({ panel, axes, lines }: Told, x: ParameterValue, isFirst: boolean): Sentence[] {
  const parts = lines.flatMap((line, i): Span[][] => {
    const point = pointAt(panel, axes, line, x);
    const { wakeFirst, wakeLast } = point?.metrics ?? {};
    if (wakeFirst === undefined || wakeLast === undefined || point?.noisy === true) return [];
    const { median, low, high } = wakeLast;
    return [
      [
        ...(x === 1
          ? [plain(i === 0 ? 'it runs ' : '')]
          : [
              plain(i === 0 ? 'the first runs ' : ''),
              figure(formatValue(wakeFirst.median, 'seconds')),
              plain(i === 0 ? ' after the set and the last ' : ' and '),
            ]),
        figure(formatValue(median, 'seconds')),
        interval(` (${kindOf(wakeLast, isFirst && i === 0)}${formatRange(low, high, 'seconds')})`),
        plain(`${x === 1 && i === 0 ? ' after the set' : ''} on ${line.name}`),
      ],
    ];
  });
  return parts.length === 0 ? [] : [[plain(`With ${level(axes.x, x)} `), ...joined(parts), plain('.')]];
}
