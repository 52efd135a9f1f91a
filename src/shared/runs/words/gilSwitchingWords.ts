/** How long a thread waits for the interpreter with the fewest computing threads beside it and with the most. */
import { formatRange, formatValue } from '../../units/format.ts';
import { figure, interval, judgedAt, kindOf, plain, type Sentence, type Span, type Told } from './sentence.ts';

/** "With switch interval 5 ms an answer took 110 µs with no computing thread (range of 5 repeats 100 to 120 µs) and 27 ms with 3 computing threads (21 to 30 ms)." for each interval. */
export function gilSwitchingWords(told: Told): Sentence[] {
  const { values } = told.axes.x;
  const ends = [...new Set([...values.slice(0, 1), ...values.slice(-1)])];
  return told.lines.flatMap((line): Sentence[] => {
    const parts = ends.flatMap((x): Span[][] => {
      const found = judgedAt(told, x).find((judged) => judged.line === line);
      const latency = found?.point.metrics[told.metric];
      if (latency === undefined) return [];
      const range = formatRange(latency.low, latency.high, 'seconds');
      return [
        [
          figure(formatValue(latency.median, 'seconds')),
          plain(` ${beside(Number(x))}`),
          interval(` (${kindOf(latency, x === ends[0])}${range})`),
        ],
      ];
    });
    const [first, ...rest] = parts;
    if (first === undefined) return [];
    const lead = `With switch interval ${formatValue(Number(line.value), 'seconds')} an answer took `;
    return [[plain(lead), ...first, ...rest.flatMap((part) => [plain(' and '), ...part]), plain('.')]];
  });
}

function beside(threads: number): string {
  if (threads === 0) return 'with no computing thread';
  return `with ${threads} computing ${threads === 1 ? 'thread' : 'threads'}`;
}
