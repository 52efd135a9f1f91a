import { expect, test } from 'vitest';
import { atATime } from './atATime.ts';

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

test('all are acted on, and never more at a time than asked', async () => {
  const [seen, most] = [new Set<number>(), { now: 0, ever: 0 }];
  await atATime(3, [0, 1, 2, 3, 4, 5, 6], async (item) => {
    most.now += 1;
    most.ever = Math.max(most.ever, most.now);
    await turn();
    most.now -= 1;
    seen.add(item);
  });
  expect([...seen]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(most.ever).toBe(3);
});

test('the first failure is told when what was begun has ended, and nothing else is begun', async () => {
  const [begun, ended] = [new Set<number>(), new Set<number>()];
  const acting = atATime(2, [0, 1, 2, 3], async (item) => {
    begun.add(item);
    await turn();
    if (item === 0) throw new Error('no');
    await turn();
    ended.add(item);
  });
  await expect(acting).rejects.toThrow('no');
  expect([...begun]).toEqual([0, 1]);
  expect([...ended]).toEqual([1]);
});
