/** Who was served evenly, and whose worst-served thread got least. */
import { formatRatio } from '../../units/format.ts';
import { fairnessRows } from '../chartData.ts';
import { figure, joined, level, plain, type Sentence, type Span, type Told } from './sentence.ts';

/** A worst-served thread with less than this of an equal share is named. */
const unfairBelow = 0.8;
/** Shares that differ from equal by less are "served evenly". */
const evenWithin = 0.01;

/** "ticket and mcs serve their threads evenly; with tas the worst-served thread got 4.1% where an equal share is 12.5%." */
export function fairnessWords({ panel, axes }: Told): Sentence[] {
  const x = axes.x.values.at(-1);
  if (x === undefined) return [];
  const rows = fairnessRows(panel, axes, x).filter(({ equalShare, hollow }) => equalShare < 1 && hollow === null);
  const served = rows.flatMap((row) =>
    row.smallestShare === null ? [] : [{ ...row, smallestShare: row.smallestShare }],
  );
  const even = served.filter(({ smallestShare, equalShare }) => 1 - smallestShare / equalShare < evenWithin);
  const worst = served
    .filter(({ smallestShare, equalShare }) => smallestShare < unfairBelow * equalShare)
    .toSorted((a, b) => a.smallestShare - b.smallestShare)[0];
  const spans: Span[] = [];
  if (even.length > 0) {
    const names = joined(even.map(({ name }) => [figure(name)]));
    spans.push(
      plain(`At ${level(axes.x, x)} `),
      ...names,
      plain(` ${even.length === 1 ? 'serves its' : 'serve their'} threads evenly, within ${formatRatio(evenWithin)}`),
    );
  }
  if (worst !== undefined) {
    spans.push(
      plain(
        spans.length > 0
          ? `; with ${worst.name} the worst-served thread got `
          : `At ${level(axes.x, x)} the worst-served thread of ${worst.name} got `,
      ),
      figure(formatRatio(worst.smallestShare)),
      plain(` of the acquisitions where an equal share is ${formatRatio(worst.equalShare)}`),
    );
  }
  return spans.length === 0 ? [] : [[...spans, plain('.')]];
}
