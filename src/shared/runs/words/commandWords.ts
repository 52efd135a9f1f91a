/** How a person's program ended, how long it took, and how many of its threads ran at once. Names no program: exports leave that out. */
import { formatValue } from '../../units/format.ts';
import { metricOf } from '../chartAxes.ts';
import { outcomeWords } from './outcomeWords.ts';
import { figure, plain, rangeOf, type Sentence, type Span, type Told } from './sentence.ts';

export function commandWords(told: Told): Sentence[] {
  return [...outcomeWords(told.record, told.metric), ...figuresOf(told)];
}

/** "It took 1.2 s, with 2.3 s of CPU time: on average it ran 1.9 threads. At its peak it held 12 MiB of memory; its threads switched 310 times." */
function figuresOf({ record, panel }: Told): Sentence[] {
  const metrics = panel.points[0]?.metrics ?? {};
  const part = (name: string, words: string, lead: string): Span[] => {
    const summary = metrics[name];
    if (summary === undefined) return [];
    const { unit } = metricOf(record, name);
    const range = summary.n > 1 ? [rangeOf(summary, unit, name === 'wall')] : [];
    return [plain(lead), figure(formatValue(summary.median, unit)), ...range, plain(words)];
  };
  const time = [...part('wall', '', 'It took '), ...part('cpuTime', ' of CPU time', ', with ')];
  const running = part('runningThreads', ' threads', ': on average it ran ');
  const rest = [
    ...part('peakMemory', ' of memory', 'At its peak it held '),
    ...part('switches', ' times', '; its threads switched '),
  ];
  return [
    ...(time.length === 0 ? [] : [[...time, ...running, plain('.')]]),
    ...(metrics['peakMemory'] === undefined ? [] : [[...rest, plain('.')]]),
  ];
}
