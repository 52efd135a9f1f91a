/** What a reader of a figure must know: what the marks are, what was asked, with what engine, on what machine, which run. */
import { engineFacts } from '../lab/engineWords.ts';
import type { Parameter } from '../lab/experiment.ts';
import type { Unit } from '../units/quantity.ts';
import { chartAxes, experimentOf, metricOf } from '../runs/chartAxes.ts';
import type { ResultChart } from '../runs/resultCharts.ts';
import type { RunRecord, Summary } from '../runs/record.ts';
import { outlierWords } from '../runs/outliers.ts';
import { rangeLevel } from '../statistics/summarise.ts';
import { median } from '../statistics/quantile.ts';
import { formatParameter, formatValue } from '../units/format.ts';
import { formatSeconds } from '../units/duration.ts';
import { formatSignificant } from '../units/number.ts';

/** "Median of 5 repeats; whiskers: their range (93.75%)." */
export function intervalSentence(summaries: readonly Summary[]): string {
  const counts = [...new Set(summaries.map(({ n }) => n))].toSorted((a, b) => a - b);
  const [fewest, most] = [counts[0], counts.at(-1)];
  if (fewest === undefined || most === undefined) return '';
  const repeats = fewest === most ? `${most}` : `${fewest} to ${most}`;
  const kinds = new Set(summaries.map(({ interval }) => interval));
  if (most === 1) return 'One repeat, so no interval.';
  const range = `their range (${formatSignificant(rangeLevel(fewest) * 100, 4)}%)`;
  const whiskers = !kinds.has('range')
    ? 'bootstrapped 95% interval'
    : kinds.has('bootstrap95')
      ? `bootstrapped 95% interval, below 6 repeats ${range}`
      : range;
  return `Median of ${repeats} repeats; whiskers: ${whiskers}.`;
}

/** What hollow marks and cells mean in this record; empty where there are none. */
export function hollowSentence(record: RunRecord): string {
  const meanings = [
    ...(record.points.some(({ noisy }) => noisy) ? ['too disturbed to conclude from'] : []),
    ...(record.points.some(({ oversubscribed }) => oversubscribed) ? ['more threads than CPUs'] : []),
  ];
  return meanings.length === 0 ? '' : `Hollow: ${meanings.join(', or ')}.`;
}

/** Which repeats of the main metric are outliers, and that they count; empty where there are none. */
export function outlierSentence({ points }: RunRecord): string {
  const words = outlierWords(points);
  return words === '' ? '' : `${words}.`;
}

/** That not all panels are drawn; empty where they are. */
export function leftOut(panels: number, drawn: number): string {
  return panels > drawn ? `Drawn are ${drawn} of ${panels} panels.` : '';
}

/** Sentences for the foot of a figure; neither user, host name nor command line is in a record's environment. */
export function caption(record: RunRecord, { metric, kind }: ResultChart, marks: readonly string[]): string {
  const axes = chartAxes(record);
  const lines = kind === 'outcome' || kind === 'matrix' ? [] : [axes.x.name, axes.by.name];
  const { help } = metricOf(record, metric);
  const question = experimentOf(record)?.question ?? record.experiment;
  const sentences = [
    question,
    help,
    ...marks,
    asked(record, lines),
    ...engineFacts(record.request.parameters['engine'], record.environment).map((fact) => fact.join(': ')),
    machine(record),
    `Threadlab run ${record.id}${record.status === 'completed' ? '' : `, ${record.status}`}, seed ${record.seed}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The parameters that were not swept, with what calibration achieved. `drawn`: those that stand on the figure's axes. */
function asked(record: RunRecord, drawn: readonly string[]): string {
  const experiment = experimentOf(record);
  const parts = Object.entries(record.request.parameters).flatMap(([name, values]) => {
    const parameter: Parameter | undefined = experiment?.parameters[name];
    const [value] = values;
    if (parameter === undefined || values.length > 1 || value === undefined) return [];
    if (drawn.includes(name)) return [];
    return [
      `${parameter.title.toLowerCase()} ${formatParameter(value, parameter.unit)}${achieved(record, name, parameter.unit)}`,
    ];
  });
  return parts.length === 0 ? '' : `Asked: ${parts.join(', ')}.`;
}

/** " (achieved 101.3 ns)", where it was measured again. */
function achieved(record: RunRecord, name: string, unit: Unit): string {
  const middle = median(record.points.flatMap((point) => point.achieved?.[name] ?? []));
  if (!Number.isFinite(middle)) return '';
  return ` (achieved ${unit === 'seconds' ? formatSeconds(middle, 4) : formatValue(middle, unit)})`;
}

export function machine(record: RunRecord): string {
  const { cpuModel, virtualization, cpus, limits, kernel, node, electron } = record.environment;
  const allowed =
    limits.cpus !== null && limits.cpus < cpus ? `${limits.cpus} of ${cpus} CPUs (${limits.source})` : `${cpus} CPUs`;
  const programs = [...(electron === undefined ? [] : [`Electron ${electron}`]), `Node ${node}`];
  return machineSentence({ model: cpuModel, virtualization, cpus: allowed, kernel }, programs);
}

/** Neither user nor host name. `cpus`: how many, in words; `programs`: what else to know of what measured. */
export function machineSentence(
  {
    model,
    virtualization,
    cpus,
    kernel,
  }: { model: string | null; virtualization: string | null; cpus: string; kernel: string | null },
  programs: readonly string[] = [],
): string {
  const parts = [
    model ?? 'CPU model not available',
    ...(virtualization === null || virtualization === 'none' ? [] : [`guest of ${virtualization}`]),
    cpus,
    ...(kernel === null ? [] : [`Linux ${kernel}`]),
    ...programs,
  ];
  return `Machine: ${parts.join(', ')}.`;
}
