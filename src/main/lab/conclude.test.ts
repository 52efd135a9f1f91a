import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import { defaultGateLimits } from '../../shared/lab/gateLimits.ts';
import { planRun } from '../../shared/lab/plan.ts';
import { parseRequest } from '../../shared/lab/request.ts';
import { runRecord, type Gate } from '../../shared/runs/record.ts';
import { conclude, type JudgedRepeat, type RunFacts } from './conclude.ts';
import { environmentOf } from './environment.ts';
import { testMachine } from './testing/testMachine.ts';

const request = parseRequest(lockContention, { parameters: { lock: ['mcs'], threads: [1, 2] } });
const good: Gate = { passed: true, reasons: [], readings: { threads: 2, effectiveCpus: 2 } };
const disturbed: Gate = { passed: false, reasons: ['steal 9%, limit 3%'], readings: { threads: 2, effectiveCpus: 2 } };
const crowded: Gate = { passed: false, reasons: ['4 threads on 2 CPUs'], readings: { threads: 4, effectiveCpus: 2 } };

function repeat(throughput: number, gate = good, failing: readonly string[] = [], point = 0): JudgedRepeat {
  const histogram = { unit: 'count', upperBounds: [0, 1], counts: [2, 1], count: 3, max: 1 };
  return {
    point,
    gate,
    measured: {
      metrics: { throughput, fairness: null, overlap: 1 },
      perThread: { threadCounts: [1, 2] },
      histograms: { bypass: histogram },
      achieved: { criticalSection: throughput / 1e12 },
      checks: Object.keys(lockContention.checks).map((id) => ({
        id,
        holds: !failing.includes(id),
        detail: `${id} in words`,
      })),
      readings: {},
    },
  };
}

function recordOf(repeats: readonly JudgedRepeat[], facts: Partial<RunFacts> = {}) {
  return runRecord.parse(
    conclude({
      id: '2026-10-03-1433-k7q2',
      experiment: lockContention,
      request,
      seed: 7,
      startedAt: '2026-10-03T14:33:00.000Z',
      elapsed: 9,
      status: 'completed',
      error: null,
      environment: environmentOf(testMachine),
      gateLimits: defaultGateLimits,
      warnings: [],
      notAvailable: {},
      begun: 0,
      plan: planRun(lockContention, request, 7),
      repeats,
      costOfMeasuring: { clockReading: 42e-9 },
      ...facts,
    }),
  );
}
const outcomes = (record: ReturnType<typeof recordOf>) =>
  Object.fromEntries(record.checks.map(({ id, outcome }) => [id, outcome]));

describe('a record', () => {
  test('holds medians with their range, merged histograms and what was achieved', () => {
    const [point] = recordOf([3e6, 1e6, 2e6].map((value) => repeat(value))).points;
    expect(point?.metrics).toEqual({
      throughput: { unit: 'perSecond', median: 2e6, low: 1e6, high: 3e6, n: 3, interval: 'range' },
      overlap: { unit: 'ratio', median: 1, low: 1, high: 1, n: 3, interval: 'range' },
    });
    expect(point?.histograms?.['bypass']).toMatchObject({ counts: [6, 3], count: 9, max: 1 });
    expect(point?.achieved).toEqual({ criticalSection: 2e-6 });
  });

  test('marks an outlier and keeps it', () => {
    const [point] = recordOf([10, 11, 10, 11, 99].map((value) => repeat(value))).points;
    expect(point?.repeats.map(({ outlier }) => outlier)).toEqual([false, false, false, false, true]);
    expect(point?.metrics['throughput']?.high).toBe(99);
  });

  test('holds matrices of medians, and what each repeat saw', () => {
    const sides = { rows: { title: 'from CPU', labels: ['0', '1'] }, columns: { title: 'to CPU', labels: ['0', '1'] } };
    const seen = { code: 'blocked', words: 'It blocked after 2 ms.', said: 'It blocks.', asSaid: true };
    const paired = [3, 1, 2].map((value) => {
      const one = repeat(value);
      const matrices = { pairs: { ...sides, values: [[null, value], [value * 2]] } };
      return { ...one, measured: { ...one.measured, matrices, outcomes: { seen } } };
    });
    const [point] = recordOf(paired).points;
    const pairs = point?.matrices?.['pairs'];
    expect(pairs).toMatchObject(sides);
    expect(pairs?.cells.map((row) => row.map((cell) => cell?.median ?? null))).toEqual([
      [null, 2],
      [4, null],
    ]);
    expect(pairs?.cells[0]?.[1]).toMatchObject({ low: 1, high: 3, n: 3, interval: 'range' });
    expect(point?.repeats.map(({ outcomes: own }) => own?.['seen'])).toEqual([seen, seen, seen]);
    expect(point?.repeats[0]?.matrices?.['pairs']?.values[0]).toEqual([null, 3]);
  });

  test('names a point that was not reached, without values', () => {
    const [, second] = recordOf([repeat(1)], { status: 'cancelled' }).points;
    expect(second).toMatchObject({ params: { threads: 2 }, repeats: [], metrics: {}, noisy: false });
  });

  test('does not depend on the order in which the repeats came', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 5, 8, 13, 21], { minLength: 7 }), (values) => {
        const metrics = (order: number[]) => recordOf(order.map((value) => repeat(value))).points[0]?.metrics;
        expect(metrics(values)).toEqual(metrics([1, 2, 3, 5, 8, 13, 21]));
      }),
      { numRuns: 15 }, // each bootstraps its intervals
    ));

  test('keeps how a run failed', () => {
    const error = {
      message: 'The runner was ended by SIGKILL.',
      exitStatus: null,
      signal: 'SIGKILL',
      lastLines: ['x'],
    };
    expect(recordOf([], { status: 'failed', error })).toMatchObject({ status: 'failed', error });
  });
});

describe('a point is', () => {
  test.each([
    { what: 'quiet', gates: [good, good, disturbed], noisy: false, oversubscribed: false },
    { what: 'noisy', gates: [disturbed, good, disturbed], noisy: true, oversubscribed: false },
    { what: 'oversubscribed', gates: [crowded, crowded, crowded], noisy: false, oversubscribed: true },
  ])('$what', ({ gates, noisy, oversubscribed }) => {
    expect(recordOf(gates.map((gate, i) => repeat(i + 1, gate))).points[0]).toMatchObject({ noisy, oversubscribed });
  });
});

describe('a check', () => {
  test('of kind A fails when it failed once, whatever the gate says', () => {
    const record = recordOf([repeat(1), repeat(2, disturbed, ['exclusive'])]);
    expect(outcomes(record)).toMatchObject({ exclusive: 'failed', countsAgree: 'passed' });
    expect(record.checks.find(({ id }) => id === 'exclusive')?.detail).toBe(
      'failed in 1 of 2 repeats, the first: exclusive in words',
    );
  });

  test('of kind G is judged by the repeats that passed the gate alone', () => {
    expect(outcomes(recordOf([repeat(1), repeat(2, disturbed, ['serialBound'])]))['serialBound']).toBe('passed');
    expect(outcomes(recordOf([repeat(1, good, ['serialBound']), repeat(2)]))['serialBound']).toBe('failed');
  });

  test('of kind G is inconclusive without a repeat that passed the gate, and says why', () => {
    const check = recordOf([repeat(1, disturbed, ['serialBound'])]).checks.find(({ id }) => id === 'serialBound');
    expect(check).toMatchObject({ outcome: 'inconclusive', detail: 'no repeat passed the gate: steal 9%, limit 3%' });
  });

  test('that does not apply is left out', () => {
    const one = repeat(1);
    const checks = one.measured.checks.filter(({ id }) => id !== 'fifo');
    expect(outcomes(recordOf([{ ...one, measured: { ...one.measured, checks } }]))).not.toHaveProperty('fifo');
  });
});
