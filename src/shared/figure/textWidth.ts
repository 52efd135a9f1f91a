/**
 * How wide text becomes, without anything that could measure it: the mean advances of Inter Regular by kind of character,
 * in parts of the font size, a little generous. Only layout rests on it; a wrong guess moves a line break, nothing else.
 */
const advances: readonly [RegExp, number][] = [
  [/[ijl.,:;'|!]/u, 0.29],
  [/[ ft()[\]/-]/u, 0.36],
  [/[mwMW@%–−]/u, 0.86],
  [/[A-Z0-9]/u, 0.66],
  [/[\u{2E80}-\u{FFFF}\u{1F000}-\u{1FFFF}]/u, 1],
];
const otherAdvance = 0.575;

export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += advances.find(([kind]) => kind.test(character))?.[1] ?? otherAdvance;
  return width * size;
}

/** Breaks text at spaces into lines no wider than `width`; a word that is wider by itself is cut at its characters. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((long) => cutWord(long, size, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

function cutWord(word: string, size: number, width: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && textWidth(part + character, size) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** Text of at most `width`, its end replaced by "…". */
export function cutText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('')}…`;
}
