/** What is said and what was seen, a row for each point of a record. */
import { placeTitle, type Charted } from './chartAxes.ts';

export interface SeenOutcome {
  code: string;
  words: string;
  /** Repeats that saw it. */
  times: number;
  /** null where nothing is said of it. */
  asSaid: boolean | null;
}

export interface OutcomeRow {
  /** What was swept, as it is in this point: "case daemonAtExit"; empty where nothing was. */
  place: string;
  said: string | null;
  /** By code, the most frequent first; the words are those of the first repeat that saw it. */
  seen: readonly SeenOutcome[];
  /** Repeats that saw anything. */
  of: number;
  noisy: boolean;
}

/** Points at which nothing was seen are left out. */
export function outcomeRows(record: Charted, metric: string): OutcomeRow[] {
  return record.points.flatMap((point): OutcomeRow[] => {
    const all = point.repeats.flatMap(({ outcomes }) => outcomes?.[metric] ?? []);
    if (all.length === 0) return [];
    const seen = [...new Set(all.map(({ code }) => code))].map((code): SeenOutcome => {
      const same = all.filter((one) => one.code === code);
      return { code, words: same[0]?.words ?? '', times: same.length, asSaid: same[0]?.asSaid ?? null };
    });
    const said = all.find((one) => one.said !== undefined)?.said ?? null;
    const byTimes = seen.toSorted((a, b) => b.times - a.times);
    return [{ place: placeTitle(record, point), said, seen: byTimes, of: all.length, noisy: point.noisy }];
  });
}
