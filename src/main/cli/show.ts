/** `threadlab show`: one run in words and figures, or its record. */
import { machine as machineWords } from '../../shared/figure/caption.ts';
import { engineFacts } from '../../shared/lab/engineWords.ts';
import { isDisturbed } from '../../shared/lab/oversubscribed.ts';
import { startsOwnCode } from '../../shared/lab/textParameter.ts';
import { chartAxes, experimentOf, metricOf } from '../../shared/runs/chartAxes.ts';
import { runOutcome } from '../../shared/runs/outcome.ts';
import { outliersOf, outlierWords } from '../../shared/runs/outliers.ts';
import type { CheckOutcome, Point, RunRecord } from '../../shared/runs/record.ts';
import { resultText } from '../../shared/runs/resultWords.ts';
import { escapeInvisible } from '../../shared/text/hostileText.ts';
import { formatMoment } from '../../shared/units/clockTime.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatParameter, formatRange, formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { readOptions } from './options.ts';
import { runArgument } from './runArgument.ts';
import { exit, type Command } from './terminal.ts';
import { shapeTables } from './shapeTables.ts';
import { factList, textTable } from './textTable.ts';
import { withBackend } from './withBackend.ts';

export const show: Command = async (args, terminal) => {
  const { values, positionals } = readOptions(args, { json: { type: 'boolean' } }, 1);
  const id = runArgument(positionals);
  const record = await withBackend(terminal, (client) => client.call('runs.get', { id }));
  terminal.out(values.json === true ? JSON.stringify(record, null, 1) : recordText(record, terminal.columns));
  return exit.done;
};

/** A run as text: what it found, its points, its checks, its machine. */
export function recordText(record: RunRecord, columns: number | null): string {
  const question = experimentOf(record)?.question ?? record.experiment;
  const when = formatMoment(new Date(record.startedAt), new Date());
  const head = record.title === undefined ? question : `${record.title}: ${question}`;
  const parts = [
    `${escapeInvisible(head)}\n${record.id}, ${when}, ${record.status} in ${formatSeconds(record.elapsed)}: ${runOutcome(record).words}`,
    escapeInvisible(resultText(record)),
  ];
  if (record.warnings !== undefined) parts.push(record.warnings.map(escapeInvisible).join('\n'));
  if (startsOwnCode(experimentOf(record))) parts.push(programText(record));
  if (record.points.length > 0) parts.push(pointTable(record, columns));
  const outliers = outlierWords(record.points);
  if (outliers !== '') parts.push(`${outliers}.`);
  parts.push(...shapeTables(record, columns));
  if (record.checks.length > 0) {
    parts.push(factList(checkFacts(record)));
  }
  const absent = Object.entries(record.notAvailable ?? {});
  if (absent.length > 0)
    parts.push(
      absent
        .map(([name, reason]) => escapeInvisible(`${metricOf(record, name).title} is not available: ${reason}`))
        .join('\n'),
    );
  const engines = engineFacts(record.request.parameters['engine'], record.environment);
  if (engines.length > 0) parts.push(engines.map((fact) => escapeInvisible(fact.join(': '))).join('\n'));
  parts.push(escapeInvisible(machineWords(record)));
  return parts.join('\n\n');
}

/** What was started, and the last lines that it wrote. */
function programText(record: RunRecord): string {
  const experiment = experimentOf(record);
  const facts = Object.entries(experiment?.parameters ?? {}).map(([name, { title }]): [string, string] => [
    title,
    escapeInvisible((record.request.parameters[name] ?? []).join(' ')),
  ]);
  const written = record.points.flatMap(({ repeats }) => repeats).at(-1)?.lastLines ?? [];
  const lines =
    written.length === 0 ? [] : ['Last lines of its output', ...written.map((line) => `  ${escapeInvisible(line)}`)];
  return [factList(facts), ...lines].join('\n');
}

/** A line a check; of one that did not pass everywhere, each place where it did not, with its detail. */
function checkFacts(record: RunRecord): [string, string][] {
  const ids = [...new Set(record.checks.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const own = record.checks.filter((check) => check.id === id);
    const passed = own.filter(({ outcome }) => outcome === 'passed').length;
    const many = own.length > 1 ? ` in ${passed} of ${own.length} points` : '';
    const lines = own.filter(({ outcome }) => outcome !== 'passed').map((check) => checkWords(record, check));
    if (passed > 0) lines.unshift(`passed${many}`);
    return lines.map((words): [string, string] => [`${own[0]?.kind ?? ''} ${id}`, words]);
  });
}

function checkWords(record: RunRecord, { outcome, params, detail }: CheckOutcome): string {
  const where = sweptNames(record).flatMap((name) => {
    const value = params?.[name];
    return value === undefined ? [] : [`${name} ${formatParameter(value, unitOf(record, name))}`];
  });
  return [outcome, ...(where.length > 0 ? [`with ${where.join(', ')}`] : []), ...(detail === '' ? [] : [detail])].join(
    ': ',
  );
}

function sweptNames(record: RunRecord): string[] {
  return Object.keys(record.request.parameters).filter((name) => (record.request.parameters[name]?.length ?? 0) > 1);
}

function unitOf(record: RunRecord, name: string): Unit {
  return experimentOf(record)?.parameters[name]?.unit ?? 'count';
}

/** A row a point: what was swept, the main metric with its interval, the other scalars, what disturbed it, and its outliers. */
function pointTable(record: RunRecord, columns: number | null): string {
  const axes = chartAxes(record);
  const swept = [...new Set([axes.by.name, axes.x.name, ...sweptNames(record)])];
  const main = experimentOf(record)?.chart.metric;
  const measured = [...new Set(record.points.flatMap((point) => Object.keys(point.metrics)))];
  const metrics = measured.toSorted((a, b) => Number(b === main) - Number(a === main));
  const rows = record.points.map((point) => [
    ...swept.map((name) => formatParameter(point.params[name] ?? '', unitOf(record, name))),
    ...metrics.map((name) => metricCell(record, point, name, name === main)),
    [disturbance(point), outliersOf(point)].filter((part) => part !== '').join('; '),
  ]);
  const titles = [...swept, ...metrics.map((name) => metricOf(record, name).title), ''];
  return textTable(
    titles.map((title, i) => ({ title, align: i < swept.length || i === titles.length - 1 ? 'left' : 'right' })),
    rows,
    columns,
  );
}

function metricCell(record: RunRecord, point: Point, name: string, withInterval: boolean): string {
  const summary = point.metrics[name];
  if (summary === undefined) return 'not measured';
  const { unit } = metricOf(record, name);
  const value = formatValue(summary.median, unit);
  return withInterval && summary.n > 1 ? `${value} (${formatRange(summary.low, summary.high, unit)})` : value;
}

function disturbance(point: Point): string {
  if (!point.noisy && !point.oversubscribed) return '';
  const failed = point.repeats.filter(({ gate }) => (point.noisy ? isDisturbed(gate) : !gate.passed));
  const word = point.noisy ? 'noisy' : 'oversubscribed';
  return `${word}: ${failed.length} of ${point.repeats.length} repeats (${failed[0]?.gate.reasons[0] ?? 'no reason kept'})`;
}
