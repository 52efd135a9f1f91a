import { expect, test } from 'vitest';
import { nameLines, nameRoom } from './nameLines.ts';

const evenly = (count: number, step: number) => Array.from({ length: count }, (_, i) => i * step);

test('names that have room stand in one line', () => {
  expect(nameLines(['fork', 'spawn', 'thread'], evenly(3, 100))).toEqual([0, 0, 0]);
});

test('names without room stand in as many lines as they need, and none reaches into the next one of its line', () => {
  const names = ['lock', 'coreToCore', 'contextSwitch', 'pipe', 'socket', 'managerCall', 'threadStart', 'processStart'];
  for (const step of [10, 25, 40, 60, 80]) {
    const middles = evenly(names.length, step);
    const lines = nameLines(names, middles);
    for (const line of new Set(lines)) {
      const spans = names.flatMap((name, i) => {
        const [middle = NaN, half] = [middles[i], nameRoom(name) / 2];
        return lines[i] === line ? [{ from: middle - half, to: middle + half }] : [];
      });
      for (const [i, { from }] of spans.entries())
        expect(from).toBeGreaterThanOrEqual(i === 0 ? from : (spans[i - 1]?.to ?? NaN));
    }
  }
  expect(Math.max(...nameLines(names, evenly(names.length, 60)))).toBe(1);
  expect(Math.max(...nameLines(names, evenly(names.length, 25)))).toBeGreaterThan(1);
});
