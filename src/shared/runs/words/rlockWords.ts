/** What a second acquisition does with each lock, then what an acquisition costs at depth 1 and at the largest depth. */
import { formatRange, formatValue } from '../../units/format.ts';
import { figure, interval, joined, kindOf, level, plain, type Sentence, type Span, type Told } from './sentence.ts';
import { pointAt } from '../chartData.ts';
import type { ParameterValue } from '../record.ts';

const verbs: Readonly<Record<string, string>> = {
  blocked: 'blocked',
  reentered: 'let their owner in again',
  refused: 'refused',
};

export function rlockWords(told: Told): Sentence[] {
  const { values } = told.axes.x;
  const ends = [...new Set([values[0], values.at(-1)])];
  return [...twiceWords(told), ...ends.flatMap((x, i) => (x === undefined ? [] : costWords(told, x, i === 0)))];
}

/** "Taken twice by one thread, pthreadMutex blocked, pthreadErrorCheck refused and pthreadRecursive let their owner in again." */
function twiceWords({ panel, where }: Told): Sentence[] {
  const byCode = new Map<string, Set<string>>();
  for (const { params, repeats } of panel.points) {
    for (const { outcomes } of repeats) {
      const code = outcomes?.['outcome']?.code;
      if (code !== undefined) byCode.set(code, (byCode.get(code) ?? new Set()).add(String(params['lock'])));
    }
  }
  const parts = [...byCode].map(([code, locks]): Span[] => [
    figure([...locks].join(' and ')),
    plain(` ${locks.size === 1 && code === 'reentered' ? 'let its owner in again' : (verbs[code] ?? code)}`),
  ]);
  const lead = `${where}${where === '' ? 'Taken' : 'taken'} twice by one thread, `;
  return parts.length === 0 ? [] : [[plain(lead), ...joined(parts), plain('.')]];
}

/** "At depth 8 an acquisition with its release took 3.1 ns (range of 5 repeats 3 to 3.2 ns) with pthreadRecursive." */
function costWords({ panel, axes, lines }: Told, x: ParameterValue, isFirst: boolean): Sentence[] {
  const told = lines.flatMap((line) => {
    const point = pointAt(panel, axes, line, x);
    const latency = point?.metrics['latency'];
    return latency === undefined || point?.noisy === true ? [] : [{ name: line.name, latency }];
  });
  const parts = told.map(({ name, latency }, i): Span[] => [
    figure(formatValue(latency.median, 'seconds')),
    interval(` (${kindOf(latency, isFirst && i === 0)}${formatRange(latency.low, latency.high, 'seconds')})`),
    plain(` with ${name}`),
  ]);
  if (parts.length === 0) return [];
  const depth = level({ ...axes.x, unit: 'index' }, x);
  return [
    [
      plain(`At ${depth} ${isFirst ? 'an acquisition with its release took' : 'one took'} `),
      ...joined(parts),
      plain('.'),
    ],
  ];
}
