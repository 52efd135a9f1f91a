import { describe, expect, test } from 'vitest';
import { command } from '../../shared/lab/catalogue/command.ts';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import type { CheckOutcome } from '../../shared/runs/record.ts';
import { chartAxes } from '../../shared/runs/chartAxes.ts';
import { sweepLines } from '../../shared/runs/chartData.ts';
import { checkRows } from './checkRows.ts';
import { environmentFacts, seedWords } from './environmentFacts.ts';
import { disturbances, gateFacts } from './gateFacts.ts';
import { choiceWords, countWords, pointWords, titleWithin } from './series.ts';
import { sweepRemark } from './sweepRemark.ts';
import { completedRecord } from './testing/records.ts';

const record = completedRecord();

describe('checks', () => {
  const check = (id: string, outcome: CheckOutcome['outcome'], threads?: number): CheckOutcome => ({
    id,
    kind: 'A',
    outcome,
    detail: 'seen',
    ...(threads === undefined ? {} : { params: { lock: 'mcs', threads } }),
  });

  test('that failed come first, each with its place', () => {
    const rows = checkRows(lockContention, [check('exclusive', 'passed'), check('fifo', 'failed', 4)]);
    expect(rows[0]).toEqual({
      outcome: 'failed',
      words: lockContention.checks.fifo.words,
      detail: 'mcs, 4 threads: seen',
    });
  });

  test('that passed at many points take one line', () => {
    const rows = checkRows(
      lockContention,
      [1, 2, 4].map((threads) => check('exclusive', 'passed', threads)),
    );
    expect(rows).toEqual([{ outcome: 'passed', words: 'Never two threads inside', detail: 'at 3 points' }]);
  });

  test('that could not be judged at many points take one line, with the first as an example', () => {
    const rows = checkRows(
      lockContention,
      [1, 2].map((threads) => check('serialBound', 'inconclusive', threads)),
    );
    expect(rows.map((row) => row.detail)).toEqual(['at 2 points, such as mcs, 1 thread: seen']);
  });

  test('of an unknown experiment are named as they are', () => {
    expect(checkRows(undefined, [check('mystery', 'failed', 2)])[0]).toMatchObject({
      words: 'mystery',
      detail: 'lock mcs, threads 2: seen',
    });
  });
});

describe('the gate', () => {
  test('counts the repeats that passed, and shows the worst of each reading', () => {
    const facts = new Map(gateFacts(record));
    expect(facts.get('Passed')).toBe('78 of 80 repeats');
    expect(facts.get('Steal, highest')).toBe('4.8%');
    expect(facts.get('Overlap, lowest')).toBe('99%');
  });

  test('says what a machine does not give, never 0', () => {
    const repeat = record.points[0]!.repeats[0]!;
    const gate = { ...repeat.gate, readings: { steal: null } };
    const facts = gateFacts({ points: [{ ...record.points[0]!, repeats: [{ ...repeat, gate }] }] });
    expect(facts).toContainEqual(['Steal', 'not available here']);
  });

  test('counts reasons of one kind together although their figures differ', () => {
    expect(disturbances(record)).toEqual([{ reason: 'steal 4.8%, limit 3%', repeats: 2 }]);
  });
});

test('the environment says machine, limits, what was asked and what was achieved', () => {
  const facts = new Map(environmentFacts(lockContention, record));
  expect(facts.get('Machine')).toBe('AMD EPYC 7313P, kvm guest, 16 CPUs');
  expect(facts.get('Linux')).toBe('6.18.2, no CPU limit');
  expect(facts.get('Asked')).toMatch(/critical section 100 ns, think time 100 ns, placement free/);
  expect(facts.get('Achieved')).toMatch(/critical section 101 ns/);
});

test.each([
  ['kvm', { cpus: 16, source: 'all online CPUs' }, 'AMD EPYC 7313P, kvm guest, 16 CPUs', '6.18.2, no CPU limit'],
  [
    'a nameless hypervisor',
    { cpus: 1.5, source: 'the cgroup' },
    'AMD EPYC 7313P, a nameless hypervisor, 16 CPUs',
    '6.18.2, limited to 1.5 CPUs by the cgroup',
  ],
])('a guest of %s with %j', (virtualization, limits, machine, linux) => {
  const environment = { ...record.environment, virtualization, limits };
  const facts = new Map(environmentFacts(lockContention, { ...record, environment }));
  expect([facts.get('Machine'), facts.get('Linux')]).toEqual([machine, linux]);
});

test('the caption names the interval with its level, and what hollow means', () => {
  const axes = chartAxes(record);
  expect(sweepRemark(sweepLines(axes.panels[0]!, axes, 'throughput'))).toMatch(
    /^median and range \(93\.\d+%\) of 5; hollow: noisy$/,
  );
  const crowded = axes.panels[0]!.points.map((point) => ({ ...point, oversubscribed: point.params['threads'] === 8 }));
  const remarkOf = (points: typeof crowded) =>
    sweepRemark(sweepLines({ title: '', params: {}, points }, axes, 'throughput'));
  expect(remarkOf(crowded)).toMatch(/ of 5; hollow: noisy, or threads > CPUs$/);
  expect(remarkOf(crowded.map((point) => ({ ...point, noisy: false })))).toMatch(/; hollow: threads > CPUs$/);
  expect(sweepRemark([])).toBe('');
});

test.each([
  [choiceWords('ownCore'), 'own core'],
  [choiceWords('SimpleQueue'), 'SimpleQueue'],
  [choiceWords('multiprocessing.Queue'), 'multiprocessing.Queue'],
  [countWords(1, 'threads'), '1 thread'],
  [countWords(1904, 'repeats'), '1,904 repeats'],
  [seedWords(41276603), '4127 6603'],
  [titleWithin('Acquisitions'), 'acquisitions'],
  [titleWithin('CPU seconds'), 'CPU seconds'],
  [pointWords(lockContention, { lock: 'mcs', threads: 4 }), 'mcs, 4 threads'],
  [pointWords(command, { engine: 'any', program: 'true', cwd: '/' }), ''],
])('writes %j', (words, wanted) => expect(words).toBe(wanted));
