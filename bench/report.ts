/** The parts' results as a table for a terminal. */
import { textTable } from '../src/main/cli/textTable.ts';
import { summary } from '../src/shared/runs/record.ts';
import { formatValue } from '../src/shared/units/format.ts';
import { formatSignificant } from '../src/shared/units/number.ts';
import type { Unit } from '../src/shared/units/quantity.ts';
import type { z } from 'zod';
import type { Aim, PartResult } from './part.ts';

type Summary = z.output<typeof summary>;

/** Ratios and values with their interval over the rounds, each aim with whether the median meets it. */
export function partText({ comparisons, facts, notes }: PartResult): string {
  const blocks: string[] = [];
  if (comparisons.length > 0) {
    const columns = ['', 'Threadlab', 'peer', '', 'ratio', 'interval', 'aim'];
    const rows = comparisons.map(({ what, ours, peer, ratio, aim }) => [
      what,
      valueText(ours.summary),
      valueText(peer.summary),
      peer.name,
      formatSignificant(ratio.median, 3),
      `${formatSignificant(ratio.low, 3)} to ${formatSignificant(ratio.high, 3)}`,
      aimText(aim, ratio.median, (value) => formatSignificant(value, 3)),
    ]);
    blocks.push(table(columns, rows, [1, 2, 4]));
  }
  if (facts.length > 0) {
    const columns = ['', 'value', 'interval', 'aim'];
    const rows = facts.map(({ what, reading, aim }) => [
      what,
      valueText(reading),
      `${text(reading.low, reading.unit)} to ${text(reading.high, reading.unit)}`,
      aimText(aim, reading.median, (value) => text(value, reading.unit)),
    ]);
    blocks.push(table(columns, rows, [1]));
  }
  if (notes.length > 0) blocks.push(notes.join('\n'));
  return blocks.join('\n\n');
}

function table(titles: readonly string[], rows: readonly string[][], right: readonly number[]): string {
  const columns = titles.map((title, i) => ({
    title,
    align: right.includes(i) ? ('right' as const) : ('left' as const),
  }));
  return textTable(columns, rows, null);
}

function valueText({ median, unit }: Summary): string {
  return text(median, unit);
}

/** Records name their units by text. */
function text(value: number, unit: string): string {
  return formatValue(value, unit as Unit);
}

function aimText(aim: Aim | null, value: number, format: (value: number) => string): string {
  if (aim === null) return '';
  const met = aim.at === 'most' ? value <= aim.value : value >= aim.value;
  return `${aim.at === 'most' ? '≤' : '≥'} ${format(aim.value)}: ${met ? 'met' : 'missed'}`;
}
