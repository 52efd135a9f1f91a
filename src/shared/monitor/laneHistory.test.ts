import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceKinds } from './balance.ts';
import { LaneHistory } from './laneHistory.ts';
import { inFutex, laneBatchOf, type MadeCell, type MadeLane } from './testing/laneBatches.ts';

function historyOf(lanes: readonly MadeLane[], to: number, batch = 10): LaneHistory {
  const history = new LaneHistory(30);
  for (let from = 0; from < to; from += batch) {
    history.add(laneBatchOf({ lanes, from, to: Math.min(to, from + batch) }));
  }
  return history;
}
const one = (cell: MadeLane['cell'], more: Partial<MadeLane> = {}): MadeLane => ({
  name: 'one',
  tid: 1,
  cell,
  ...more,
});

test('adds up what was counted and what was seen, over batches, to the whole', () => {
  const history = historyOf([one(() => ({ run: 0.25, wait: 0.125, channel: inFutex, cpu: 3 }))], 101);
  expect(history.summaries(10)).toMatchObject([
    { key: '1:101', name: 'one', isLive: true, covered: expect.closeTo(2), lastCpu: 3 },
  ]);
  expect(history.summaries(10)[0]?.balance).toMatchObject({
    run: expect.closeTo(0.25),
    cpu: expect.closeTo(0.125),
    lock: expect.closeTo(0.625),
  });
});

test('the parts of a thread make the whole, whatever it did', () => {
  const cell = fc.record({
    run: fc.double({ min: 0, max: 0.5, noNaN: true }),
    wait: fc.double({ min: 0, max: 0.5, noNaN: true }),
    state: fc.constantFrom('R', 'S', 'D', 'T', 'Z', 'I'),
    channel: fc.constantFrom('', inFutex, 'pipe_read'),
  });
  fc.assert(
    fc.property(
      fc.array(fc.option(cell), { minLength: 4, maxLength: 60 }),
      fc.double({ min: 0.02, max: 2, noNaN: true }),
      (cells, window) => {
        const history = historyOf([one((sample): MadeCell | null => cells[sample] ?? null)], cells.length, 7);
        for (const { balance } of history.summaries(window)) {
          const sum = balance === null ? 1 : balanceKinds.reduce((total, kind) => total + balance[kind], 0);
          expect(sum).toBeCloseTo(1, 9);
        }
      },
    ),
  );
});

test('looks back as far as it is asked, and keeps no more than it may', () => {
  const history = historyOf([one((sample) => ({ run: sample < 50 ? 1 : 0 }))], 100);
  expect(history.summaries(0.5)[0]?.balance).toMatchObject({ run: 0, sleep: 1 });
  expect(history.spansOf('1:101', 0.5)).toHaveLength(25);
  const short = new LaneHistory(0.5);
  for (let from = 0; from < 100; from += 10) short.add(laneBatchOf({ lanes: [one(() => ({}))], from, to: from + 10 }));
  expect(short.summaries(100)[0]?.covered).toBeLessThanOrEqual(0.8);
});

test('a thread that was not in the newest sample has ended; a number that comes again is another thread', () => {
  const lanes = [one((sample) => (sample < 20 ? { run: 1 } : null)), one(() => ({}), { tid: 2 })];
  expect(
    historyOf(lanes, 40)
      .summaries(10)
      .map(({ isLive }) => isLive),
  ).toEqual([false, true]);
});

test('knows nothing of a thread after its first sample, and leaves the time without samples out', () => {
  expect(historyOf([one(() => ({ run: 1 }))], 1).summaries(10)[0]?.balance).toBeNull();
  const history = historyOf([one(() => ({ run: 1 }))], 10);
  history.add({ ...laneBatchOf({ lanes: [one(() => ({ run: 1 }))], from: 500, to: 502 }), since: null });
  expect(history.spansOf('1:101', 30).map(({ to }) => to)).not.toContain(10);
});

test('switches become a rate over what was read', () => {
  const history = historyOf([one(() => ({}), { voluntary: 900, involuntary: NaN })], 100);
  expect(history.summaries(10)[0]).toMatchObject({ voluntary: expect.closeTo(900, 0), involuntary: NaN });
  expect(historyOf([one(() => ({}), { voluntary: 900 })], 5).summaries(10)[0]?.voluntary).toBeNaN();
});

test('where Linux counts no run-queue delay, ready counts as running', () => {
  const history = new LaneHistory(30);
  const lanes = [one(() => ({ run: 0.5, state: 'R' }))];
  history.add(laneBatchOf({ lanes, to: 10, notAvailable: { runQueueDelay: 'This Linux has none.' } }));
  expect(history.summaries(10)[0]?.balance).toMatchObject({ run: expect.closeTo(1), cpu: 0 });
});

test('begins anew with a sampler that was started again, whose clock is another', () => {
  const history = historyOf([one(() => ({ run: 1 }))], 100);
  history.add(laneBatchOf({ lanes: [one(() => ({}))], to: 10 }));
  expect(history.summaries(10)[0]?.balance?.run).toBe(0);
});
