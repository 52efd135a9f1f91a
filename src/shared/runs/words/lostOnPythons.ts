/** lost-update over several interpreters: on which of them increments were lost, for each way to write the increment. */
import { placeTitle } from '../chartAxes.ts';
import { interpreterName } from '../../lab/plan.ts';
import { lossNotObserved, lostAtMost, unguarded, type Lost } from './lostUpdateWords.ts';
import {
  figure,
  joined,
  level,
  percent,
  plain,
  runnerOf,
  withoutRunner,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

interface OnRunner extends Lost {
  runner: string;
}

/**
 * "With body bare, at 4 threads without a lock increments were lost on Python 2.7 (52%) and Python 3.9 (51%); on Python 3.12 a loss
 * was not observed, which does not rule it out." for each body; then what the locks lost. null where it is not several interpreters.
 */
export function lostOnPythons(told: readonly Told[]): Sentence[] | null {
  const interpreters = new Set(told.flatMap(({ panel }) => panel.params[interpreterName] ?? []));
  if (interpreters.size < 2) return null;
  const judged = told.map((one) => ({ one, found: onRunner(one) }));
  const groups = Map.groupBy(judged, ({ one }) => placeWithoutRunner(one));
  const bare = [...groups].flatMap(([place, own]) =>
    bareWords(
      place,
      own.flatMap(({ one, found }) =>
        found.filter(({ line }) => line.value === unguarded).map((each) => ({ one, each })),
      ),
    ),
  );
  return [
    ...bare,
    ...guardedWords(judged.flatMap(({ found }) => found.filter(({ line }) => line.value !== unguarded))),
  ];
}

function onRunner(one: Told): OnRunner[] {
  const runner = runnerOf(one.panel.params) ?? '';
  return lostAtMost(one).map((lost) => ({ ...lost, runner }));
}

function placeWithoutRunner({ record, panel }: Told): string {
  return placeTitle(record, { params: withoutRunner(panel.params) });
}

function bareWords(place: string, found: readonly { one: Told; each: OnRunner }[]): Sentence[] {
  const [first] = found;
  const x = first?.one.axes.x.values.at(-1);
  if (first === undefined || x === undefined) return [];
  const lossy = found.filter(({ each }) => !lossNotObserved(each.lost));
  const without = found.filter(({ each }) => lossNotObserved(each.lost));
  const parts: Span[][] = [];
  if (lossy.length > 0) {
    const names = lossy.map(({ each }) => [figure(`${each.runner} (${percent(each.lost.median)})`)]);
    parts.push([plain('increments were lost on '), ...joined(names)]);
  }
  if (without.length > 0) {
    const names = without.map(({ each }) => [figure(each.runner)]);
    parts.push([plain('on '), ...joined(names), plain(' a loss was not observed, which does not rule it out')]);
  }
  const at = `${level(first.one.axes.x, x)} without a lock `;
  const begin = place === '' ? `At ${at}` : `With ${place}, at ${at}`;
  return [[plain(begin), ...parts.flatMap((part, i) => (i === 0 ? part : [plain('; '), ...part])), plain('.')]];
}

/** What must not be: named with its figures. Otherwise in a word. */
function guardedWords(guarded: readonly OnRunner[]): Sentence[] {
  if (guarded.length === 0) return [];
  const locks = [...new Set(guarded.map(({ line }) => line.name))];
  const lossy = guarded.filter(({ lost }) => !lossNotObserved(lost));
  if (lossy.length === 0)
    return [[...joined(locks.map((name) => [figure(name)])), plain(' lost none on any of them.')]];
  const names = lossy.map(({ line, lost, runner }) => [figure(`${line.name} on ${runner} (${percent(lost.median)})`)]);
  return [[plain('Increments were lost with '), ...joined(names), plain('.')]];
}
