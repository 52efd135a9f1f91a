import { describe, expect, test } from 'vitest';
import { coreToCore } from '../../shared/lab/catalogue/core-to-core.ts';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import type { RunState } from '../../shared/lab/contract.ts';
import { sweepLines } from '../../shared/runs/chartData.ts';
import { twoEngineRecord } from '../result/testing/records.ts';
import { gatherRun } from './knownRun.ts';
import {
  fairnessSoFar,
  followSoFar,
  gateSoFar,
  gateState,
  liveSegments,
  liveView,
  metricSoFar,
  planBars,
  threadBars,
} from './liveRows.ts';
import { runningState, samplesOf } from './testing/runStates.ts';

const runSoFar: ReturnType<typeof followSoFar> = (...asked) => followSoFar()(...asked);
const knownOf = (done: number, changes: Partial<RunState> = {}) => gatherRun(null, runningState(done, changes));
const ratesOf = (changes: Partial<RunState>) => {
  const run = knownOf(4, changes);
  return liveSegments(run, runSoFar(run, lockContention).axes, 'acquisitions');
};

describe('the rate now', () => {
  test('of two engines has a line and a dash for each', () => {
    const run = gatherRun(null, runningState(61, {}, twoEngineRecord()));
    const { axes } = runSoFar(run, lockContention);
    expect(axes.panels.map(({ title }) => title)).toEqual(['wasm', 'native']);
    const segments = liveSegments(run, axes, 'acquisitions');
    const lines = new Set(segments.map(({ name, variant }) => `${name.split(', ')[1]} ${variant}`));
    expect(lines).toEqual(new Set(['wasm 0', 'native 1']));
    segments.forEach(({ id, name }) => {
      const params = run.plan.points[run.plan.order[Number(id)] ?? -1];
      expect(name).toBe(`${params?.['lock']}, ${params?.['engine']}`);
    });
  });

  test('is what the counters advanced between two readings', () => {
    const [segment] = ratesOf({ samples: samplesOf(4, 2, 10, 2, 1e6) });
    expect(segment?.points).toHaveLength(9);
    segment?.points.forEach(({ value }) => expect(value / 1e6).toBeGreaterThan(0.5));
  });

  test('stops with the counters: after they freeze no point is above 0', () => {
    const samples = samplesOf(4, 2, 40, 2, 1e6, 3);
    const points = ratesOf({ samples }).flatMap((segment) => segment.points);
    expect(points.some(({ at, value }) => at < 3 && value > 0)).toBe(true);
    expect(points.filter(({ at, value }) => at > 3.05 && value !== 0)).toEqual([]);
    expect(points.filter(({ at }) => at > 3.05).length).toBeGreaterThan(10);
  });

  test('has no point from one repeat to the next, nor where a counter fell', () => {
    const samples = [...samplesOf(3, 1, 5, 2, 1e6), ...samplesOf(4, 2, 5, 2, 1e6), ...samplesOf(4, 3, 5, 2, 1e6)];
    const segments = ratesOf({ samples });
    expect(segments.map((segment) => segment.id)).toEqual(['3', '4']);
    segments.flatMap(({ points }) => points).forEach(({ value }) => expect(value).toBeGreaterThanOrEqual(0));
  });

  test('has no point where the counter is not told', () => {
    const samples = samplesOf(3, 1, 5, 2, 1e6).map((sample) => ({ ...sample, counters: {} }));
    expect(ratesOf({ samples }).flatMap(({ points }) => points)).toEqual([]);
  });

  test('bears the name and slot of its series, and its threads as the small figure', () => {
    const run = knownOf(4);
    const params = run.plan.points[run.plan.order[4] ?? 0];
    const segment = liveSegments(run, runSoFar(run, lockContention).axes, 'acquisitions').at(-1);
    expect([segment?.name, segment?.label]).toEqual([params?.['lock'], String(params?.['threads'])]);
  });
});

describe('what is measured so far', () => {
  test('has every asked value on its axis before anything is measured', () => {
    const { axes, panel } = runSoFar(knownOf(0, { finished: [] }), lockContention);
    expect(axes.x.values).toEqual([1, 2, 4, 8]);
    expect(axes.lines.map((line) => line.name)).toEqual(['tas', 'ticket', 'mcs', 'futex']);
    expect(sweepLines(panel, axes, 'throughput')).toEqual([]);
  });

  test('is the median of the finished repeats of each point', () => {
    const { axes, panel } = runSoFar(knownOf(79), lockContention);
    const tas = sweepLines(panel, axes, 'throughput').find((line) => line.name === 'tas');
    expect(tas?.points.map((point) => point.x)).toEqual([1, 2, 4, 8]);
    tas?.points.forEach(({ summary }) => expect(summary.n).toBeGreaterThanOrEqual(4));
  });
});

test('a point that has no new repeat is not summed up again, and the others say the same as when they are', () => {
  const follow = followSoFar();
  const early = knownOf(40);
  const late = gatherRun(early, runningState(41));
  const [before, after] = [follow(early, lockContention), follow(late, lockContention)];
  const grown = late.plan.order[40];
  expect(after.panel.points.flatMap((point, index) => (point === before.panel.points[index] ? [] : [index]))).toEqual([
    grown,
  ]);
  expect(after).toEqual(runSoFar(late, lockContention));
});

test('shows the threads of the repeat under way by their own names, and none between repeats', () => {
  const run = knownOf(4);
  expect(threadBars(run, 'acquisitions').map((bar) => bar.name)).toEqual(run.current?.threads.map(({ name }) => name));
  expect(threadBars({ ...run, current: null }, 'acquisitions')).toEqual([]);
  expect(fairnessSoFar([])).toBeNaN();
});

test('the strip shows done, now and waiting repeats, and hatches the noisy ones', () => {
  const run = knownOf(46);
  const bars = planBars(run, runSoFar(run, lockContention).axes);
  expect(bars.filter((bar) => bar.state === 'done')).toHaveLength(46);
  expect(bars[46]?.state).toBe('now');
  expect(bars.filter((bar) => bar.noisy)).toHaveLength(gateSoFar(run).noisy);
  expect(Math.max(...bars.map((bar) => bar.size))).toBe(1);
});

test('a repeat that only had more threads than CPUs is not a noisy one', () => {
  const gateOf = (reasons: string[], threads = 4) => ({
    passed: reasons.length === 0,
    reasons,
    readings: { threads, effectiveCpus: 2 },
  });
  const crowded = '4 threads on 2 CPUs';
  const gates = [gateOf([], 2), gateOf([crowded]), gateOf(['steal 9%, limit 3%', crowded]), gateOf([crowded])];
  const known = knownOf(4);
  const run = { ...known, finished: known.finished.map((repeat, i) => ({ ...repeat, gate: gates[i]! })) };
  const { axes, panel } = runSoFar(run, lockContention);
  expect(gateSoFar(run)).toMatchObject({ noisy: 1, reasons: gates[2]?.reasons, oversubscribed: 2 });
  expect(gates.map(gateState)).toEqual(['passed', 'oversubscribed', 'disturbed', 'oversubscribed']);
  expect(
    planBars(run, axes)
      .map(({ noisy }) => noisy)
      .slice(0, 5),
  ).toEqual([false, false, true, false, false]);
  const marks = run.plan.order.slice(0, 4).map((index) => {
    const point = panel.points.find(({ params }) => params === run.plan.points[index]);
    return [point?.noisy, point?.oversubscribed];
  });
  expect(marks).toEqual([
    [false, false],
    [false, true],
    [true, false],
    [false, true],
  ]);
});

test('takes counter and second chart from the catalogue entry', () => {
  expect(liveView(lockContention)).toEqual({ counter: 'acquisitions', second: 'contendedShare' });
});

test('of an experiment whose main metric is a matrix a number of each repeat is drawn so far', () => {
  expect(metricSoFar(lockContention)).toBe('throughput');
  expect(metricSoFar(coreToCore)).toBe('medianLatency');
  expect(liveView(coreToCore)).toEqual({ counter: 'roundTrips', second: 'cacheLatency' });
});
