/** A live axis that the eye can rest on: it grows at once to the next round number and shrinks only after 10 s with room to spare. */
import { useState } from 'react';
import { unitTicks } from '../../shared/units/axis.ts';
import type { Unit } from '../../shared/units/quantity.ts';

const patience = 10;

export interface CalmState {
  /** From 0 to the round maximum. */
  ticks: readonly number[];
  /** Since when (seconds) a smaller axis would do, and the largest value since; null when none would. */
  room: { since: number; largest: number } | null;
}

/** The largest tick: the top of the axis. */
export function topOf(ticks: readonly number[]): number {
  return ticks.at(-1) ?? 1;
}

/** The axis for `value` at time `at` (seconds), given the axis that stands now. Returns `state` itself when nothing changes. */
export function calmMaximum(state: CalmState | null, value: number, at: number, unit: Unit = 'count'): CalmState {
  const wanted = unitTicks(value, unit);
  if (state === null || topOf(wanted) > topOf(state.ticks)) return { ticks: wanted, room: null };
  if (topOf(wanted) === topOf(state.ticks)) return state.room === null ? state : { ticks: state.ticks, room: null };
  if (state.room === null) return { ticks: state.ticks, room: { since: at, largest: value } };
  const largest = Math.max(state.room.largest, value);
  if (at - state.room.since >= patience) return { ticks: unitTicks(largest, unit), room: null };
  return largest === state.room.largest ? state : { ticks: state.ticks, room: { since: state.room.since, largest } };
}

/** The ticks of a live chart's y axis, round in its unit; `at` is the time of the value, in seconds. */
export function useCalmTicks(value: number, at: number, unit: Unit = 'count'): readonly number[] {
  const [state, setState] = useState<CalmState | null>(null);
  const next = calmMaximum(state, value, at, unit);
  if (next !== state) setState(next);
  return next.ticks;
}
