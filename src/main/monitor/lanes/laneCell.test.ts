import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laneCell, type Seen } from './laneCell.ts';

const asleep: Seen = { state: 'S', channel: 'futex_do_wait', cpuTime: 1, runQueueDelay: 1 };
const ready: Seen = { state: 'R', channel: null, cpuTime: 1, runQueueDelay: 1 };
const cell = (before: Seen, now: Partial<Seen> & { state: string }, carry = 0) =>
  laneCell({ ...before, carry }, { ...before, channel: null, ...now }, 0.02);

test('knows no share before the second sample', () => {
  expect(laneCell(null, asleep, NaN)).toEqual({ state: 'S', channel: 'futex_do_wait', run: NaN, wait: NaN, carry: 0 });
});

test('what Linux counts comes first, the rest goes to the state that was seen', () => {
  const { run, wait, state, channel } = cell(ready, {
    state: 'S',
    channel: 'pipe_read',
    cpuTime: 1.005,
    runQueueDelay: 1.005,
  });
  expect([run, wait]).toEqual([expect.closeTo(0.25), expect.closeTo(0.25)]);
  expect([state, channel]).toEqual(['S', 'pipe_read']);
});

test('one that was woken in between slept before', () => {
  expect(cell(asleep, { state: 'R', cpuTime: 1.005 })).toMatchObject({
    state: 'S',
    channel: 'futex_do_wait',
    run: expect.closeTo(0.25),
    wait: 0,
  });
});

test('one that is ready at both ends and did not run waits for a CPU, though Linux has not counted it yet', () => {
  expect(cell(ready, { state: 'R' })).toMatchObject({ run: 0, wait: 1 });
});

test('CPU time that finds no room belongs to the next interval, at most a tick of it', () => {
  expect(cell(ready, { state: 'R', cpuTime: 1.024 })).toMatchObject({ run: 1, carry: expect.closeTo(0.004) });
  expect(cell(ready, { state: 'R', cpuTime: 1.016 }, 0.004)).toMatchObject({
    run: expect.closeTo(1),
    wait: expect.closeTo(0),
  });
  expect(cell(ready, { state: 'R', cpuTime: 9 }).carry).toBeLessThanOrEqual(0.01);
});

test('without a run-queue delay ready is not told from running', () => {
  expect(laneCell({ ...ready, runQueueDelay: NaN, carry: 0 }, { ...ready, runQueueDelay: NaN }, 0.02)).toMatchObject({
    state: 'R',
    run: 0,
    wait: 0,
  });
});

test('the shares never make more than the whole, whatever Linux says', () => {
  const any = fc.record({
    state: fc.constantFrom('R', 'S', 'D', 'T', 'Z'),
    channel: fc.constant(null),
    cpuTime: fc.double({ min: 0, max: 1e6, noNaN: true }),
    runQueueDelay: fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(NaN)),
  });
  fc.assert(
    fc.property(any, any, fc.double({ min: 1e-6, max: 100, noNaN: true }), (before, now, elapsed) => {
      const { run, wait } = laneCell({ ...before, carry: 0 }, now, elapsed);
      expect(run).toBeGreaterThanOrEqual(0);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(run + wait).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});
