/** Sets of characters as ranges of code points, both ends included, sorted and apart from each other. */
export type CharSet = readonly (readonly [first: number, last: number])[];

export const lastPoint = 0x10ffff;
/** Cased letters beyond this point (rare scripts) are told apart by their case: the loop over a range stays short. */
const lastFolded = 0x1fff;

export const digits: CharSet = [[0x30, 0x39]];
export const wordCharacters: CharSet = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
/** What `\s` means in ECMAScript: white space and ends of lines. */
export const spaces: CharSet = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
/** What `.` leaves out. */
export const lineEnds: CharSet = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];

/** All characters of the sets, sorted and merged. */
export function union(...sets: readonly CharSet[]): CharSet {
  const sorted = sets.flat().sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const open = merged.at(-1);
    if (open !== undefined && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** All other characters. */
export function negate(set: CharSet): CharSet {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) rest.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= lastPoint) rest.push([next, lastPoint]);
  return rest;
}

export function has(set: CharSet, point: number): boolean {
  return set.some(([first, last]) => first <= point && point <= last);
}

/** The set with the other case of each of its letters. */
export function ignoringCase(set: CharSet): CharSet {
  const added: [number, number][] = [];
  for (const [first, last] of set) {
    for (let point = first; point <= Math.min(last, lastFolded); point += 1) {
      const letter = String.fromCodePoint(point);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
        const folded = other.codePointAt(0);
        // "ß" has two capitals: no single character is its other case.
        if (other.length === 1 && folded !== undefined && folded !== point) added.push([folded, folded]);
      }
    }
  }
  return union(set, added);
}
