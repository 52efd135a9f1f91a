/** What is said and what was seen, a row for each point of a record, or for several that saw the same. */
import { formatParameter } from '../units/format.ts';
import { chartAxes, placeTitle, type Charted } from './chartAxes.ts';
import type { Outcome, ParameterValue, PointParameters } from './record.ts';

export interface SeenOutcome {
  code: string;
  words: string;
  /** Repeats that saw it. */
  times: number;
  /** null where nothing is said of it. */
  asSaid: boolean | null;
}

export interface OutcomeRow {
  /** What was swept, as it is here: "case daemonAtExit"; empty where nothing was, or where all points saw the same. */
  place: string;
  said: string | null;
  /** By code, the most frequent first; the words are those of the first repeat that saw it. */
  seen: readonly SeenOutcome[];
  /** Repeats that saw anything. */
  of: number;
  noisy: boolean;
}

interface Sighted {
  /** All that was swept but the x axis. */
  params: PointParameters;
  x: ParameterValue | undefined;
  sightings: readonly Outcome[];
  noisy: boolean;
}

/**
 * Points at which nothing was seen are left out. Points that differ in the x axis alone and saw the same are one row: what is
 * seen often has nothing to do with it.
 */
export function outcomeRows(record: Charted, metric: string): OutcomeRow[] {
  const xName = chartAxes(record).x.name;
  const sighted = record.points.flatMap(({ params, repeats, noisy }): Sighted[] => {
    const sightings = repeats.flatMap(({ outcomes }) => outcomes?.[metric] ?? []);
    const { [xName]: x, ...rest } = params;
    return sightings.length === 0 ? [] : [{ params: rest, x, sightings, noisy }];
  });
  const alike = groupBy(sighted, ({ params, sightings }) => `${keyOf(params)} ${sawOf(sightings)}`);
  return alike.map((group) => {
    const [first] = group;
    const everywhere = sighted.filter(({ params }) => keyOf(params) === keyOf(first.params)).length === group.length;
    const place = placeTitle(record, { params: first.params });
    const at = everywhere && group.length > 1 ? '' : xWords(record, xName, group);
    return rowOf([place, at].filter((part) => part !== '').join(', '), group);
  });
}

function rowOf(place: string, group: readonly Sighted[]): OutcomeRow {
  const all = group.flatMap(({ sightings }) => sightings);
  const seen = groupBy(all, ({ code }) => code).map(([first, ...same]): SeenOutcome => {
    const { code, words, asSaid = null } = first;
    return { code, words, times: 1 + same.length, asSaid };
  });
  return {
    place,
    said: all.find(({ said }) => said !== undefined)?.said ?? null,
    seen: seen.toSorted((a, b) => b.times - a.times),
    of: all.length,
    noisy: group.every(({ noisy }) => noisy),
  };
}

/** "depth 1", "depth 2, 8"; empty where it was not swept. */
function xWords(record: Charted, name: string, group: readonly Sighted[]): string {
  const [first, ...others] = group.flatMap(({ x }) => x ?? []);
  if (first === undefined) return '';
  const title = placeTitle(record, { params: { [name]: first } });
  const { unit } = chartAxes(record).x;
  return title === '' ? '' : [title, ...others.map((value) => formatParameter(value, unit))].join(', ');
}

function keyOf(params: PointParameters): string {
  return JSON.stringify(params);
}

/** What was said and what was seen, in whatever order and number. */
function sawOf(sightings: readonly Outcome[]): string {
  return JSON.stringify([...new Set(sightings.map(({ said = '', code }) => `${said} ${code}`))].toSorted());
}

/** In the order of the first of each. */
function groupBy<Item>(items: readonly Item[], keyOfItem: (item: Item) => string): [Item, ...Item[]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOfItem(item));
    if (group === undefined) groups.set(keyOfItem(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
