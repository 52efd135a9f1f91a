/**
 * Colour, dash and marker of a series, by the slot (1 to 8) in its catalogue entry: a lock keeps its look on every
 * screen. Colours are tokens; dashes and markers are those of exported figures, so that both read alike in grey.
 */
export const seriesLimit = 8;

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

/** A slot for each name: the preferred one, on a clash (or without a preference) the next that nobody prefers. */
export function assignSlots(
  names: readonly string[],
  preferred: (name: string) => number | undefined,
): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of names) {
    const wish = preferred(name);
    if (wish === undefined || taken.has(wish)) continue;
    slots.set(name, wish);
    taken.add(wish);
  }
  for (const name of names) {
    if (slots.has(name)) continue;
    let slot = 1;
    while (taken.has(slot) && slot < names.length + seriesLimit) slot += 1;
    slots.set(name, slot);
    taken.add(slot);
  }
  return slots;
}
