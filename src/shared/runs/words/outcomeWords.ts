/** What was seen of what is said: how much was so, and each that was otherwise in its own words. */
import { outcomeRows, type OutcomeRow } from '../outcomeData.ts';
import type { RunRecord } from '../record.ts';
import { capital, doubt, figure, interval, plain, type Sentence } from './sentence.ts';

/** Rows told one by one; the table has all. */
const rowsTold = 2;

/** "4 of 5 were as said. Case terminateChild: The child went on. (2 of 5 repeats)" */
export function outcomeWords(record: RunRecord, metric: string): Sentence[] {
  const rows = outcomeRows(record, metric);
  const judged = rows.filter(({ seen }) => seen.some(({ asSaid }) => asSaid !== null));
  const otherwise = judged.filter(({ seen }) => seen.some(({ asSaid }) => asSaid === false));
  const unsaid = rows.filter((row) => !judged.includes(row));
  const so = judged.length - otherwise.length;
  const counted: Sentence[] =
    judged.length === 0
      ? []
      : judged.length === 1
        ? [[figure(so === 1 ? 'It was as said' : 'It was not as said'), plain('.')]]
        : [[figure(`${so} of ${judged.length}`), plain(` ${so === 1 ? 'was' : 'were'} as said.`)]];
  return [
    ...counted,
    ...otherwise.slice(0, rowsTold).flatMap((row) => rowWords(row, false)),
    ...unsaid.slice(0, rowsTold).flatMap((row) => rowWords(row, null)),
    ...disagreeing(rows.filter((row) => !otherwise.includes(row))),
  ];
}

/** What the row's repeats saw of one judgement, the most frequent. */
function rowWords({ place, seen, of }: OutcomeRow, asSaid: boolean | null): Sentence[] {
  const found = seen.find((one) => one.asSaid === asSaid);
  if (found === undefined) return [];
  const lead = place === '' ? '' : `${capital(place)}: `;
  const times = of === 1 ? [] : [interval(` (${found.times} of ${of} repeats)`)];
  return [[plain(lead), figure(found.words), ...times]];
}

/** Rows whose repeats did not all see the same, although all of it is as said or nothing is said. */
function disagreeing(rows: readonly OutcomeRow[]): Sentence[] {
  const mixed = rows.filter(({ seen }) => seen.length > 1);
  const [first] = mixed;
  if (first === undefined) return [];
  const more = mixed.length === 1 ? '' : `, and ${mixed.length - 1} more,`;
  const where = first.place === '' ? 'This' : capital(first.place);
  return [[doubt(`${where}${more} was not the same in all repeats.`)]];
}
