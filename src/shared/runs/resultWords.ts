/**
 * The result in words, from the record alone: the figure, then its interval, then the doubt. Of one panel at most four
 * sentences; of several (two engines, a second swept number) what each shows, then the engines beside each other. What is
 * told of the figures is each experiment's own (words/tellers.ts).
 */
import { lostUpdate } from '../lab/catalogue/lost-update.ts';
import { formatSeconds } from '../units/duration.ts';
import { chartAxes, experimentOf, metricOf } from './chartAxes.ts';
import { middleLines, sweepLines } from './chartData.ts';
import type { RunRecord } from './record.ts';
import { comparedEngines } from './words/comparedEngines.ts';
import { lostOnPythons } from './words/lostOnPythons.ts';
import { matrixWords } from './words/matrixWords.ts';
import { outcomeWords } from './words/outcomeWords.ts';
import { panelsWords } from './words/panelWords.ts';
import { doubt, figure, interval, placeOf, plain, type Sentence, type Told } from './words/sentence.ts';
import { hasOwnTeller, tellerOf } from './words/tellers.ts';
import { unjudgedWords } from './words/unjudgedWords.ts';

const mostSentences = 4;
const mostOfSeveral = 6;

/** How a failed run ended comes first: the window, which says it above, leaves that sentence out. */
export function resultWords(record: RunRecord): Sentence[] {
  const [ended, checks] = [endWords(record), failedChecks(record)];
  const sentences = record.status === 'failed' ? [...ended, ...checks] : [...checks, ...ended];
  const told = toldOf(record);
  if (told.length === 0) return sentences.length > 0 ? sentences : [[doubt('Nothing was measured.')]];
  const most = told.length > 1 ? mostOfSeveral : mostSentences;
  const figures = lostOnPythonsOf(record, told) ?? [...figureWords(told), ...comparedEngines(told)];
  return [...sentences, ...figures, ...unjudgedWords(told)].slice(0, most);
}

function toldOf(record: RunRecord): Told[] {
  const axes = chartAxes(record);
  const metric = experimentOf(record)?.chart.metric ?? Object.keys(record.points[0]?.metrics ?? {})[0];
  if (metric === undefined) return [];
  return axes.panels.map((panel) => {
    const place = axes.panels.length > 1 ? placeOf(record, panel.params) : '';
    const isMatrix = metricOf(record, metric).shape === 'matrix';
    const lines = isMatrix ? middleLines(panel, axes, metric) : sweepLines(panel, axes, metric);
    return { record, panel, axes, metric, lines, place };
  });
}

/** Over several interpreters lost-update is told as a whole: a share that was not observed has no ratio to another. */
function lostOnPythonsOf({ experiment }: RunRecord, told: readonly Told[]): Sentence[] | null {
  return experiment === lostUpdate.id ? lostOnPythons(told) : null;
}

/** By the shape of the main metric; a run may also have a matrix or sightings beside it. */
function figureWords(told: readonly Told[]): Sentence[] {
  const [first] = told;
  if (first === undefined) return [];
  const { record, metric } = first;
  switch (metricOf(record, metric).shape) {
    case 'outcome':
      return hasOwnTeller(record.experiment) ? tellerOf(record.experiment)(first) : outcomeWords(record, metric);
    case 'matrix':
      return hasOwnTeller(record.experiment) ? told.flatMap(tellerOf(record.experiment)) : matrixWords(record, metric);
    default:
      return told.length === 1 ? tellerOf(record.experiment)(first) : panelsWords(told);
  }
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
