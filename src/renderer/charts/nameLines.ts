/** Where the names under an axis stand that have no room beside one another. */

/** Pixels of a character at the size of the axis. */
export const digitWidth = 6;
/** Pixels between two names of a line. */
const gap = 8;

/** Pixels that a name takes, with the gap to the next one. */
export function nameRoom(name: string): number {
  return name.length * digitWidth + gap;
}

/** For each name, whose middle stands at `middle` (pixels, rising), the first line from the axis down that has room for it. */
export function nameLines(names: readonly { name: string; middle: number }[]): number[] {
  const ends: number[] = [];
  return names.map(({ name, middle }) => {
    const half = nameRoom(name) / 2;
    const free = ends.findIndex((end) => end <= middle - half);
    const line = free < 0 ? ends.length : free;
    ends[line] = middle + half;
    return line;
  });
}
