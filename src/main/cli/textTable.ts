/** Aligned columns of text, for a terminal: numbers at the right, words at the left, hostile text escaped. */
import { escapeInvisible } from '../../shared/text/hostileText.ts';

export interface TextColumn {
  title: string;
  align: 'left' | 'right';
}

/** Lines without spaces at their ends; cut at `width` (null: never), an end that was cut shown by "…". */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(escapeInvisible))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => displayWidth(row[i] ?? ''))));
  return cells
    .map((row) => {
      const line = columns
        .map(({ align }, i) => {
          const text = row[i] ?? '';
          const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - displayWidth(text)));
          return align === 'right' ? space + text : text + space;
        })
        .join('  ')
        .trimEnd();
      return width === null ? line : cutToWidth(line, width);
    })
    .join('\n');
}

/** "key   value" lines. */
export function factList(facts: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${escapeInvisible(value)}`).join('\n');
}

/** East Asian wide characters and pictures take two columns of a terminal (Unicode TR 11), combining marks none. */
const wide =
  /[\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{A4CF}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

function widthOf(character: string): number {
  if (/\p{Mn}/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

function cutToWidth(line: string, width: number): string {
  if (displayWidth(line) <= width) return line;
  let kept = '';
  let used = 0;
  for (const character of line) {
    used += widthOf(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
