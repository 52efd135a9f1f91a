/** What disturbed a run: how many repeats passed the gate, the worst of each reading, and the reasons of those that did not. */
import type { Gate, RunRecord } from '../../shared/runs/record.ts';
import { formatValue } from '../../shared/units/format.ts';
import { formatCount } from '../../shared/units/number.ts';

/** A reading's name in words, and which end of it is the bad one. */
const readings: Readonly<Record<string, { words: string; worst: 'highest' | 'lowest' }>> = {
  idle: { words: 'idle', worst: 'lowest' },
  othersCpu: { words: 'CPU of others', worst: 'highest' },
  steal: { words: 'steal', worst: 'highest' },
  throttled: { words: 'throttled', worst: 'highest' },
  clockDrift: { words: 'clock drift', worst: 'highest' },
  overlap: { words: 'overlap', worst: 'lowest' },
  ownCpu: { words: 'Threadlab’s own CPU', worst: 'highest' },
  pins: { words: 'pins verified', worst: 'lowest' },
};

/** "clock drift" of "clockDrift". */
export function readingWords(name: string): string {
  return readings[name]?.words ?? name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The readings of one repeat's gate with their values in words; what the machine does not give is left out. */
export function readingFacts(gate: Gate): { words: string; value: string }[] {
  return Object.entries(gate.readings).flatMap(([name, value]) =>
    value === null ? [] : [{ words: readingWords(name), value: formatValue(value, 'ratio') }],
  );
}

/** Name and value, for the list beside a result. */
export function gateFacts(record: Pick<RunRecord, 'points'>): [string, string][] {
  const gates = record.points.flatMap((point) => point.repeats.map((repeat) => repeat.gate));
  const names = [...new Set(gates.flatMap((gate) => Object.keys(gate.readings)))];
  const passed = gates.filter((gate) => gate.passed).length;
  return [
    ['Passed', `${formatCount(passed)} of ${formatCount(gates.length)} repeats`],
    ...names.map((name): [string, string] => {
      const known = gates.flatMap((gate) => gate.readings[name] ?? []);
      const title = readingWords(name);
      if (known.length === 0) return [capital(title), 'not available here'];
      const lowest = readings[name]?.worst === 'lowest';
      const worst = lowest ? Math.min(...known) : Math.max(...known);
      return [`${capital(title)}, ${lowest ? 'lowest' : 'highest'}`, formatValue(worst, 'ratio')];
    }),
  ];
}

/** Each reason with how many repeats gave it, the most frequent first. Reasons differ in their figures; the last ones stand. */
export function disturbances(record: Pick<RunRecord, 'points'>): { reason: string; repeats: number }[] {
  const found = new Map<string, { reason: string; repeats: number }>();
  for (const { repeats } of record.points) {
    for (const { gate } of repeats) {
      for (const reason of gate.reasons) {
        const kind = reason.replace(/\d.*$/, '');
        found.set(kind, { reason, repeats: (found.get(kind)?.repeats ?? 0) + 1 });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => b.repeats - a.repeats);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
