import { expect, test } from 'vitest';
import { seededRandom } from './random.ts';
import { changePoints } from './changePoints.ts';

test.each([
  ['one level', [1, 1.02, 0.99, 1.01], [0]],
  ['two levels', [1, 1, 1, 3, 3, 3], [0, 3]],
  ['a single value of its own', [1, 1, 2, 3, 3], [0, 2, 3]],
  ['a value alone', [5], [0]],
  ['no value', [], []],
])('%s', (_, values, starts) => expect(changePoints(values, 0.1)).toEqual(starts));

test('finds planted steps in noise, and none where there is noise alone', () => {
  const random = seededRandom(3);
  const noisy = (levels: readonly number[]) => levels.map((level) => level + 0.2 * (random() - 0.5));
  const flat = Array<number>(20).fill(0);
  for (let run = 0; run < 50; run += 1) {
    expect(changePoints(noisy(flat), 0.1)).toEqual([0]);
    expect(changePoints(noisy(flat.map((_, i) => (i < 5 ? 0 : i < 12 ? 1 : 3))), 0.1)).toEqual([0, 5, 12]);
  }
});
