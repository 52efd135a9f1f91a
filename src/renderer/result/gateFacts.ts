/** What disturbed a run: how many repeats passed the gate, the worst of each reading, and the reasons of those that did not. */
import type { Gate, RunRecord } from '../../shared/runs/record.ts';
import { formatValue } from '../../shared/units/format.ts';
import { formatCount } from '../../shared/units/number.ts';
import type { Unit } from '../../shared/units/quantity.ts';

interface Reading {
  words: string;
  unit: Unit;
  /** Which end of it is the bad one; null where it only describes the repeat. */
  worst: 'highest' | 'lowest' | null;
  /** There only where it was asked for, so that its absence is no lack of the machine. */
  onRequest?: true;
}

const readings: Readonly<Record<string, Reading>> = {
  othersCpu: { words: 'CPU of others', unit: 'ratio', worst: 'highest' },
  steal: { words: 'steal', unit: 'ratio', worst: 'highest' },
  clockDrift: { words: 'clock drift', unit: 'ratio', worst: 'highest' },
  overlap: { words: 'overlap', unit: 'ratio', worst: 'lowest' },
  throttled: { words: 'throttled', unit: 'ratio', worst: 'highest' },
  appCpu: { words: 'CPU of Threadlab', unit: 'ratio', worst: 'highest' },
  warmUpDrift: { words: 'drift after warm-up', unit: 'ratio', worst: 'highest' },
  pins: { words: 'pins held', unit: 'ratio', worst: 'lowest', onRequest: true },
  threads: { words: 'threads', unit: 'count', worst: null },
  effectiveCpus: { words: 'CPUs to run on', unit: 'count', worst: null },
};

/** A reading that this version does not know: "load average" of "loadAverage", as a share like most. */
function readingOf(name: string): Reading {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return readings[name] ?? { words, unit: 'ratio', worst: 'highest' };
}

/** The known readings in the order above, others behind them. */
function inOrder(names: readonly string[]): string[] {
  const known = Object.keys(readings);
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return names.toSorted((a, b) => place(a) - place(b));
}

/** The shares that one repeat's gate was judged by, in words; what the machine does not give is left out. */
export function readingFacts(gate: Gate): { words: string; value: string }[] {
  return inOrder(Object.keys(gate.readings)).flatMap((name) => {
    const value = gate.readings[name];
    const { words, unit, worst } = readingOf(name);
    return value === null || value === undefined || worst === null ? [] : [{ words, value: formatValue(value, unit) }];
  });
}

/** Name and value, for the list beside a result. */
export function gateFacts(record: Pick<RunRecord, 'points'>): [string, string][] {
  const gates = record.points.flatMap((point) => point.repeats.map((repeat) => repeat.gate));
  const names = inOrder([...new Set(gates.flatMap((gate) => Object.keys(gate.readings)))]);
  const passed = gates.filter((gate) => gate.passed).length;
  return [
    ['Passed', `${formatCount(passed)} of ${formatCount(gates.length)} repeats`],
    ...names.flatMap((name): [string, string][] => {
      const { words, unit, worst, onRequest } = readingOf(name);
      if (worst === null) return [];
      const known = gates.flatMap((gate) => gate.readings[name] ?? []);
      if (known.length === 0) return onRequest === true ? [] : [[capital(words), 'not available here']];
      const value = worst === 'lowest' ? Math.min(...known) : Math.max(...known);
      return [[`${capital(words)}, ${worst}`, formatValue(value, unit)]];
    }),
  ];
}

/** Each reason with how many repeats gave it, the most frequent first. Reasons differ in their figures; the last ones stand. */
export function disturbances(record: Pick<RunRecord, 'points'>): { reason: string; repeats: number }[] {
  const found = new Map<string, { reason: string; repeats: number }>();
  for (const { repeats } of record.points) {
    for (const { gate } of repeats) {
      for (const reason of gate.reasons) {
        const kind = reason.replace(/[\d.,]+/g, '#');
        found.set(kind, { reason, repeats: (found.get(kind)?.repeats ?? 0) + 1 });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => b.repeats - a.repeats);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
