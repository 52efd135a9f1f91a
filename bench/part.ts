/** What a part of the benchmark gives: comparisons with a peer that was measured in the same run, and facts that have none. */
import { z } from 'zod';
import { summarise, summariseRatio } from '../src/shared/statistics/summarise.ts';
import { summary } from '../src/shared/runs/record.ts';
import type { Unit } from '../src/shared/units/quantity.ts';

/** Median and interval over the rounds. */
const reading = z.object({ name: z.string(), summary });
export type Reading = z.output<typeof reading>;

const aim = z.object({ at: z.enum(['most', 'least']), value: z.number() });
export type Aim = z.output<typeof aim>;

/** `ratio`: ours to the peer's. */
export const comparison = z.object({
  what: z.string(),
  ours: reading,
  peer: reading,
  ratio: summary,
  /** Of the ratio; null where it is shown for its own sake. */
  aim: aim.nullable(),
});
export type Comparison = z.output<typeof comparison>;

export const fact = z.object({ what: z.string(), reading: summary, aim: aim.nullable() });
export type Fact = z.output<typeof fact>;

export const partResult = z.object({
  comparisons: z.array(comparison),
  facts: z.array(fact),
  /** Peers that are not here, what held in this run. Sentences. */
  notes: z.array(z.string()),
});
export type PartResult = z.output<typeof partResult>;

export interface PartOptions {
  /** A folder that is removed at the end. */
  scratch: string;
  /** Small sizes and short times: whether it works, not how fast it is. */
  quick: boolean;
  /** An hour where a part goes on for minutes. */
  hour: boolean;
  /** Says what is being measured. */
  tell: (words: string) => void;
}

export interface Side {
  name: string;
  /** One value a round. */
  values: readonly number[];
}

/**
 * Of values that were taken round by round: the ratio is taken in each round, so that what disturbs one disturbs both sides of it.
 * Throws where a side has no value: a comparison without one is a note.
 */
export function compareRounds(what: string, unit: Unit, ours: Side, peer: Side, goal: Aim | null): Comparison {
  const ratios = ours.values.map((value, round) => value / (peer.values[round] ?? NaN));
  return comparisonOf(what, unit, ours, peer, summarise(ratios, 'count'), goal);
}

/** Of values that were taken in shuffled order: the ratio of the medians. Throws where a side has no value. */
export function compareMedians(what: string, unit: Unit, ours: Side, peer: Side, goal: Aim | null): Comparison {
  return comparisonOf(what, unit, ours, peer, summariseRatio(peer.values, ours.values), goal);
}

function comparisonOf(
  what: string,
  unit: Unit,
  ours: Side,
  peer: Side,
  ratio: z.output<typeof summary> | null,
  goal: Aim | null,
): Comparison {
  return {
    what,
    ours: { name: ours.name, summary: present(summarise(ours.values, unit)) },
    peer: { name: peer.name, summary: present(summarise(peer.values, unit)) },
    ratio: present(ratio),
    aim: goal,
  };
}

export function factOf(what: string, unit: Unit, values: readonly number[], goal: Aim | null): Fact {
  return { what, reading: present(summarise(values, unit)), aim: goal };
}

function present(summarised: z.output<typeof summary> | null): z.output<typeof summary> {
  if (summarised === null) throw new Error('A benchmark has measured no value.');
  return summarised;
}
