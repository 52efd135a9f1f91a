/**
 * Colour, dash and marker of a series, by the slot (1 to 8) in its catalogue entry: a lock keeps its look on every
 * screen. Colours are tokens; dashes and markers are those of exported figures, so that both read alike in grey.
 */
import { seriesSlots } from '../../shared/runs/chartAxes.ts';

/** More lines than this become small multiples. */
export const seriesLimit = seriesSlots;

export type MarkerShape = 'circle' | 'square' | 'up' | 'diamond' | 'down' | 'dot';

export interface SeriesStyle {
  color: string;
  /** SVG stroke-dasharray; empty for a solid line. */
  dash: string;
  marker: MarkerShape;
}

const dashes = ['', '6 3', '2 3', '8 3 2 3', '4 2', '1 2', '', '6 3'] as const;
const markers = ['circle', 'square', 'up', 'diamond', 'down', 'dot', 'circle', 'square'] as const;

/** The look of a slot from 1 to 8; beyond it the slots begin again, told apart by their labels alone. */
export function seriesStyle(slot: number): SeriesStyle {
  const index = (((slot - 1) % seriesLimit) + seriesLimit) % seriesLimit;
  return { color: `var(--s${index + 1})`, dash: dashes[index] ?? '', marker: markers[index] ?? 'circle' };
}

const variantDashes = ['', '5 3', '2 2', '8 2 2 2'] as const;

/** Where lines of one slot are told apart by a second thing, such as two engines: the dash of the first (0), second and so on. */
export function variantDash(variant: number): string {
  return variantDashes[variant % variantDashes.length] ?? '';
}
