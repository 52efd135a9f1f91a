/**
 * The result in words, from the record alone: the figure, then its interval, then the doubt; at most four sentences. What is
 * told of the figures is each experiment's own (words/tellers.ts).
 */
import { formatSeconds } from '../units/duration.ts';
import { chartAxes, experimentOf } from './chartAxes.ts';
import { sweepLines } from './chartData.ts';
import type { RunRecord } from './record.ts';
import { doubt, figure, interval, plain, type Sentence } from './words/sentence.ts';
import { tellerOf } from './words/tellers.ts';
import { unjudgedWords } from './words/unjudgedWords.ts';

const mostSentences = 4;

export function resultWords(record: RunRecord): Sentence[] {
  const ended = endWords(record);
  const sentences = [...failedChecks(record), ...ended];
  const axes = chartAxes(record);
  const panel = axes.panels[0];
  const metric = experimentOf(record)?.chart.metric ?? Object.keys(record.points[0]?.metrics ?? {})[0];
  if (panel === undefined || metric === undefined) {
    return sentences.length > 0 ? sentences : [[doubt('Nothing was measured.')]];
  }
  const where = axes.panels.length > 1 && panel.title !== '' ? `With ${panel.title}: ` : '';
  const told = { record, panel, axes, metric, lines: sweepLines(panel, axes, metric), where };
  return [...sentences, ...tellerOf(record.experiment)(told), ...unjudgedWords(told)].slice(0, mostSentences);
}

/** The same as text. */
export function resultText(record: RunRecord): string {
  return resultWords(record)
    .map((sentence) => sentence.map(({ text }) => text).join(''))
    .join(' ');
}

function failedChecks(record: RunRecord): Sentence[] {
  const failed = record.checks.filter(({ kind, outcome }) => kind === 'A' && outcome === 'failed');
  const first = failed[0];
  if (first === undefined) return [];
  const ids = [...new Set(failed.map(({ id }) => id))].join(' and ');
  const detail = first.detail === '' ? '' : ` (${first.detail})`;
  return [
    [figure(`${ids} failed`), interval(detail), doubt('; this must never happen, so no figure here can be trusted.')],
  ];
}

function endWords(record: RunRecord): Sentence[] {
  const made = record.points.reduce((sum, { repeats }) => sum + repeats.length, 0);
  if (record.status === 'failed') {
    const why = record.error?.message ?? 'no reason was recorded';
    return [[figure('The run ended without a result: '), plain(endedWith(why))]];
  }
  if (record.status === 'cancelled') {
    return [
      [
        figure(`Cancelled after ${formatSeconds(Math.max(1, Math.round(record.elapsed)))}`),
        plain(
          made === 0
            ? '; no repeat had finished.'
            : `; what follows rests on ${made} finished ${made === 1 ? 'repeat' : 'repeats'}.`,
        ),
      ],
    ];
  }
  return [];
}

const endedWith = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);
