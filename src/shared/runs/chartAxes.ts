/**
 * What a record's charts are drawn over: the parameter on the x axis, the one that makes the lines, and the rest that
 * was swept besides, which makes panels. Everything comes from the catalogue; a record of an unknown experiment is drawn as well.
 */
import { catalogue } from '../lab/catalogue/catalogue.ts';
import { isNumeric, type Experiment, type Metric, type Parameter } from '../lab/experiment.ts';
import { interpreterName } from '../lab/plan.ts';
import { formatParameter } from '../units/format.ts';
import type { Unit } from '../units/quantity.ts';
import type { ParameterValue, Point, RunRecord } from './record.ts';

export interface ParameterAxis {
  name: string;
  title: string;
  unit: Unit;
  scale: 'linear' | 'log';
  /** As asked, numbers ascending; on the x axis choices in the catalogue's order. */
  values: readonly ParameterValue[];
}

/** A line of a chart: the value of the `by` parameter with its colour, marker and dash (1 to 8). */
export interface LineName {
  value: ParameterValue;
  name: string;
  slot: number;
}

/** One panel: what the other swept parameters are in it. `title` is empty where there is only one. */
export interface Panel {
  title: string;
  params: Readonly<Record<string, ParameterValue>>;
  points: readonly Point[];
}

export interface ChartAxes {
  x: ParameterAxis;
  by: ParameterAxis;
  lines: readonly LineName[];
  panels: readonly Panel[];
}

/** What a record's charts need of it; a run that is still going on has as much. */
export type Charted = Pick<RunRecord, 'experiment' | 'request' | 'points'>;

/** Colours, markers and dashes that there are. */
export const seriesSlots = 8;

export function experimentOf(record: Pick<RunRecord, 'experiment'>): Experiment | undefined {
  return catalogue.find(({ id }) => id === record.experiment);
}

/** A metric's declaration; a record of another version may hold one that the catalogue does not know. */
export function metricOf(record: Charted, name: string): Metric {
  const declared = experimentOf(record)?.metrics[name];
  if (declared !== undefined) return declared;
  const units = record.points.flatMap(({ metrics, matrices, histograms, series }) =>
    [metrics, matrices, histograms, series].flatMap((of) => of?.[name]?.unit ?? []),
  );
  const [unit] = units;
  return { title: name, unit: isUnit(unit) ? unit : 'count', better: null, shape: 'scalar', help: '' };
}

export function chartAxes(record: Charted): ChartAxes {
  const experiment = experimentOf(record);
  const swept = sweptNames(record);
  const numeric = swept.find((name) => typeof record.request.parameters[name]?.[0] === 'number');
  const first = Object.keys(record.request.parameters);
  const x = experiment?.chart.x ?? numeric ?? first.find((name) => name !== 'engine') ?? 'engine';
  const by = experiment?.chart.by ?? swept.find((name) => name !== x) ?? 'engine';
  const others = swept.filter((name) => name !== x && name !== by);
  const byAxis = axisOf(record, experiment, by);
  return {
    x: inOrder(axisOf(record, experiment, x), experiment),
    by: byAxis,
    lines: lineNames(byAxis, experiment),
    panels: panelsOf(record, experiment, others),
  };
}

/** The parameters of which several values were asked, in the order of the request. */
export function sweptNames({ request }: Charted): string[] {
  return Object.entries(request.parameters)
    .filter(([, values]) => values.length > 1)
    .map(([name]) => name);
}

/** A parameter as an axis of the values that were measured. */
export function axisOf(record: Charted, experiment: Experiment | undefined, name: string): ParameterAxis {
  const parameter: Parameter | undefined = experiment?.parameters[name];
  const asked = [...new Set(record.points.flatMap(({ params }) => params[name] ?? []))];
  const numbers = asked.every((value) => typeof value === 'number');
  return {
    name,
    title: parameter?.title ?? name,
    unit: parameter?.unit ?? (numbers ? 'count' : 'choice'),
    scale: isNumeric(parameter) ? parameter.scale : 'linear',
    values: numbers ? asked.toSorted((a, b) => Number(a) - Number(b)) : asked,
  };
}

/** Choices as the catalogue lists them; one that it does not know comes last. */
function inOrder(axis: ParameterAxis, experiment: Experiment | undefined): ParameterAxis {
  const parameter = experiment?.parameters[axis.name];
  if (parameter?.unit !== 'choice') return axis;
  const known = parameter.choices.map(({ value }) => value);
  const place = (value: ParameterValue): number =>
    known.includes(String(value)) ? known.indexOf(String(value)) : known.length;
  return { ...axis, values: axis.values.toSorted((a, b) => place(a) - place(b)) };
}

/** Each its slot of the catalogue, so that a lock keeps its colour on every screen; on a clash, or without one, the next free. */
function lineNames(by: ParameterAxis, experiment: Experiment | undefined): LineName[] {
  const parameter: Parameter | undefined = experiment?.parameters[by.name];
  const wanted = new Map(
    parameter?.unit === 'choice' ? parameter.choices.map(({ value, series }) => [value, series] as const) : [],
  );
  const taken = new Set<number>();
  const free = (): number => {
    for (let slot = 1; slot <= seriesSlots; slot += 1) if (!taken.has(slot)) return slot;
    return 1 + (taken.size % seriesSlots);
  };
  return by.values.map((value) => {
    const own = wanted.get(String(value));
    const slot = own !== undefined && !taken.has(own) ? own : free();
    taken.add(slot);
    return { value, name: formatParameter(value, by.unit), slot };
  });
}

/** One for each combination of the values of `others`. A point that bears only some of the others (a parameter that means nothing to it) stands in every panel that agrees with those. */
export function panelsOf(record: Charted, experiment: Experiment | undefined, others: readonly string[]): Panel[] {
  // Points are many, their combinations few: only those are held against each other.
  const combinations = new Map<string, { params: Panel['params']; places: number[] }>();
  record.points.forEach(({ params: all }, place) => {
    const params = paramsOf(all, others);
    const key = JSON.stringify(params);
    const same = combinations.get(key);
    if (same === undefined) combinations.set(key, { params, places: [place] });
    else same.places.push(place);
  });
  const distinct = [...combinations.values()];
  const isPart = (own: Panel['params'], whole: Panel['params']) =>
    Object.keys(own).length < Object.keys(whole).length && agrees(own, whole);
  return distinct
    .filter(({ params }) => !distinct.some((other) => isPart(params, other.params)))
    .map(({ params }) => {
      const places = distinct.flatMap((own) => (agrees(own.params, params) ? own.places : []));
      const points = places.toSorted((a, b) => a - b).flatMap((place) => record.points[place] ?? []);
      return { title: panelTitle(experiment, params), params, points };
    });
}

function paramsOf(params: Point['params'], names: readonly string[]): Record<string, ParameterValue> {
  return Object.fromEntries(names.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]]])));
}

function agrees(own: Panel['params'], panel: Panel['params']): boolean {
  return Object.entries(own).every(([name, value]) => panel[name] === value);
}

/** What was swept, as it is at one point: "case daemonAtExit, threads 2"; empty where nothing was. */
export function placeTitle(record: Charted, { params }: Pick<Point, 'params'>): string {
  return panelTitle(experimentOf(record), paramsOf(params, sweptNames(record)));
}

function panelTitle(experiment: Experiment | undefined, params: Panel['params']): string {
  // Whose interpreter it is goes without saying.
  const told = Object.entries(params).filter(([name]) => name !== 'engine' || params[interpreterName] === undefined);
  return told
    .map(([name, value]) => {
      if (name === interpreterName) return `Python ${value}`;
      const parameter: Parameter | undefined = experiment?.parameters[name];
      const words = formatParameter(value, parameter?.unit ?? 'count');
      if (parameter === undefined) return words;
      const title = parameter.title.toLowerCase();
      return `${parameter.unit === 'choice' ? singular(title) : title} ${words}`;
    })
    .join(', ');
}

/** One of the "Locks" is a lock, of the "Parties" a party, of the "Processes" a process; a title in singular stays. */
export function singular(title: string): string {
  return title.replace(/ies$/, 'y').replace(/(?<=ss)es$|(?<!s)s$/, '');
}

const unitNames: readonly string[] = [
  'seconds',
  'bytes',
  'hertz',
  'ratio',
  'cores',
  'perSecond',
  'bytesPerSecond',
  'count',
  'index',
  'text',
  'choice',
] satisfies Unit[];

function isUnit(name: string | undefined): name is Unit {
  return name !== undefined && unitNames.includes(name);
}
