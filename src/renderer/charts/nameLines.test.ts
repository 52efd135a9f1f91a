import { expect, test } from 'vitest';
import { nameLines, nameRoom } from './nameLines.ts';

const evenly = (names: readonly string[], step: number) => names.map((name, i) => ({ name, middle: i * step }));

test('names that have room stand in one line', () => {
  expect(nameLines(evenly(['fork', 'spawn', 'thread'], 100))).toEqual([0, 0, 0]);
});

test('names without room stand in as many lines as they need, and none reaches into the next one of its line', () => {
  const names = ['lock', 'coreToCore', 'contextSwitch', 'pipe', 'socket', 'managerCall', 'threadStart', 'processStart'];
  for (const step of [10, 25, 40, 60, 80]) {
    const placed = evenly(names, step);
    const lines = nameLines(placed);
    for (const line of new Set(lines)) {
      const spans = placed.flatMap(({ name, middle }, i) => {
        const half = nameRoom(name) / 2;
        return lines[i] === line ? [{ from: middle - half, to: middle + half }] : [];
      });
      for (const [i, { from }] of spans.entries())
        expect(from).toBeGreaterThanOrEqual(i === 0 ? from : (spans[i - 1]?.to ?? NaN));
    }
  }
  expect(Math.max(...nameLines(evenly(names, 60)))).toBe(1);
  expect(Math.max(...nameLines(evenly(names, 25)))).toBeGreaterThan(1);
});
