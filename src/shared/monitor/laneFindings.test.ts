import { expect, test } from 'vitest';
import { laneFindings } from './laneFindings.ts';
import { LaneHistory } from './laneHistory.ts';
import { inFutex, inPoll, laneBatchOf, type MadeCell, type MadeLane } from './testing/laneBatches.ts';

const samples = 501;
function findingsOf(lanes: readonly Omit<MadeLane, 'tid'>[], to = samples) {
  const history = new LaneHistory(30);
  const numbered = lanes.map((lane, index) => ({ ...lane, tid: 4711 + index }));
  for (let from = 0; from < to; from += 100)
    history.add(laneBatchOf({ lanes: numbered, from, to: Math.min(to, from + 100) }));
  return laneFindings(history, 10);
}
const lane = (name: string, cell: MadeLane['cell'], more: Partial<MadeLane> = {}) => ({ name, cell, ...more });
const idle = (name: string) => lane(name, () => ({ channel: inFutex }));
const spinner = (name: string) => lane(name, () => ({ run: 0.98, wait: 0.02, state: 'R' }), { involuntary: 3 });
/** Threads that hand one lock on: each runs in its turn. */
const queue = (count: number, turn = 5) =>
  Array.from({ length: count }, (_, index) =>
    lane(`flush-${index}`, (sample): MadeCell =>
      Math.floor(sample / turn) % count === index ? { run: 1 } : { channel: inFutex },
    ),
  );

test('nothing stands out among threads that sleep, or work now and then', () => {
  const some = lane('some', (sample) => ({ run: sample % 3 === 0 ? 0.9 : 0, channel: inPoll }), { voluntary: 40 });
  expect(findingsOf([idle('a'), idle('b'), idle('c'), some])).toEqual([]);
  expect(findingsOf([])).toEqual([]);
});

test('a thread that keeps its CPU is named with its share, and with the doubt that it may compute', () => {
  expect(findingsOf([idle('main'), spinner('worker-3'), idle('worker-4')])).toEqual([
    {
      kind: 'spinner',
      tids: [4712],
      statement: 'worker-3 (4712) was on a CPU 98% of the last 10 s, and by itself never gave it up.',
      doubt: 'It may be spinning, or computing: from outside the two look the same.',
    },
  ]);
});

test('one that gives its CPU up again and again is busy, but no spinner; untold switches are not made up', () => {
  const busy = (voluntary: number) => lane('busy', () => ({ run: 0.96, channel: inPoll }), { voluntary });
  expect(findingsOf([busy(900)])).toEqual([]);
  expect(findingsOf([busy(NaN)])[0]?.statement).toBe('busy (4711) was on a CPU 96% of the last 10 s.');
});

test('one that wants its CPU all the time is named on a machine that has none to spare, too', () => {
  const squeezed = lane('hot', () => ({ run: 0.2, wait: 0.8, state: 'R' }), { involuntary: 40 });
  expect(findingsOf([idle('main'), squeezed])[0]?.statement).toBe(
    'hot (4712) was on a CPU 20% and waiting for one 80% of the last 10 s, and by itself never gave it up.',
  );
});

test('several that keep their CPUs are one finding', () => {
  const [finding] = findingsOf([spinner('w-1'), spinner('w-2'), spinner('w-3'), spinner('w-4')]);
  expect(finding?.tids).toHaveLength(4);
  expect(finding?.statement).toBe(
    'w-1, w-2 and 2 more threads were each on a CPU 98% of the last 10 s, and by themselves never gave it up.',
  );
});

test('threads of which one runs while the others wait in a futex are a queue', () => {
  const [finding] = findingsOf(queue(4));
  expect(finding).toMatchObject({ kind: 'convoy', doubt: expect.stringContaining('samples cannot tell') });
  expect(finding?.statement).toBe(
    'flush-0, flush-1 and 2 more threads wait in a futex 75% of the last 10 s, and no more than one of them runs at a time.',
  );
});

test('a queue is seen through slow samples too, in which one interval holds several turns', () => {
  const slow = Array.from({ length: 4 }, (_, index) => lane(`q-${index}`, () => ({ run: 0.25, channel: inFutex })));
  expect(findingsOf(slow)[0]?.kind).toBe('convoy');
});

test('workers that run at the same time are no queue, nor is a pool that waits for work', () => {
  const pool = (index: number) =>
    lane(`p-${index}`, (sample) => (sample % 10 < 5 ? { run: 1 } : { channel: inFutex }), { voluntary: 5 });
  expect(findingsOf([0, 1, 2, 3].map(pool))).toEqual([]);
  const rare = (index: number) =>
    lane(`r-${index}`, (sample) => (sample % 100 === index ? { run: 1 } : { channel: inFutex }));
  expect(findingsOf([0, 1, 2, 3].map(rare))).toEqual([]);
});

test('the last of several alike that still runs is the straggler', () => {
  const part = (index: number, until: number) =>
    lane(`part-${index}`, (sample) => (sample < until ? { run: 1, state: 'R' } : { channel: inFutex }), {
      voluntary: 1,
    });
  const [finding, ...more] = findingsOf([part(0, 250), part(1, 300), part(2, samples), part(3, 280)]);
  expect(finding).toMatchObject({ kind: 'straggler', tids: [4713] });
  expect(finding?.statement).toMatch(
    /^part-2 \(4713\) still runs, while the 3 others of its name have rested for 4 s at least/,
  );
  expect(more).toEqual([]);
});

test('one that is ready and gets no CPU is told with how often it was pushed off', () => {
  const squeezed = lane('squeezed', () => ({ run: 0.4, wait: 0.5, channel: inPoll }), {
    voluntary: 30,
    involuntary: 188,
  });
  expect(findingsOf([squeezed, idle('main')])).toMatchObject([
    {
      kind: 'starved',
      statement: 'squeezed (4711) was ready and had no CPU 50% of the last 10 s, pushed off 188 times a second.',
    },
  ]);
});

test('there are two findings at most, and no thread is in both', () => {
  const squeezed = lane('squeezed', () => ({ run: 0.4, wait: 0.5, channel: inPoll }), { voluntary: 30 });
  const found = findingsOf([...queue(4), spinner('hot'), squeezed]);
  expect(found.map(({ kind }) => kind)).toEqual(['convoy', 'spinner']);
  const tids = found.flatMap((one) => one.tids);
  expect(new Set(tids).size).toBe(tids.length);
});

test('says nothing of a thread that was seen for a moment, or has ended', () => {
  const ended = lane('ended', (sample) => (sample < 450 ? { run: 1, state: 'R' } : null));
  expect(findingsOf([ended, idle('main')])).toEqual([]);
  expect(findingsOf([spinner('hot')], 101)).toEqual([]);
});
