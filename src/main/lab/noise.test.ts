import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { defaultGateLimits } from '../../shared/lab/gateLimits.ts';
import { onlyOversubscribed } from '../../shared/lab/oversubscribed.ts';
import { judge, readMachine, type MachineReading } from './noise.ts';

const machine = { allowedCpus: [0, 1], effectiveCpus: 2 };
const throttledFor = (seconds: number) => new Map([['/sys/fs/cgroup/own', seconds]]);
const start: MachineReading = { at: 100, busy: 50, steal: 1, runner: 10, app: 5, throttled: throttledFor(0) };
/** A second later, the runner alone at work. */
const quiet: MachineReading = { at: 101, busy: 52, steal: 1, runner: 12, app: 5, throttled: throttledFor(0) };
const limits = defaultGateLimits;
const told = { overlap: 1, threads: 2, clockDrift: 0.001, warmUpDrift: 0.02 };

describe('the gate', () => {
  test('lets a quiet repeat pass and keeps what it read', () => {
    expect(judge(start, quiet, told, machine, limits)).toEqual({
      passed: true,
      reasons: [],
      readings: { ...told, othersCpu: 0, steal: 0, appCpu: 0, throttled: 0, effectiveCpus: 2 },
    });
  });

  test.each<[string, Partial<MachineReading>, Record<string, number>, RegExp]>([
    ['others', { busy: 52.2 }, {}, /^other programs took 10(\.0)?%, limit 5(\.0)?%$/],
    ['steal', { steal: 1.1 }, {}, /^steal 5(\.0)?%, limit 3(\.0)?%$/],
    ['the app', { app: 5.2, busy: 52.2 }, {}, /^Threadlab itself took 10(\.0)?%/],
    ['throttling', { throttled: throttledFor(0.25) }, {}, /^throttled by the control group for 25(\.0)?%/],
    ['too little overlap', {}, { overlap: 0.9 }, /^overlap 0.90, at least 0.95$/],
    ['a drifting clock', {}, { clockDrift: 0.04 }, /^clock drift 4(\.0)?%, limit 3(\.0)?%$/],
    ['an unsteady warm-up', {}, { warmUpDrift: 0.5 }, /^the rate still changed after the warm-up by 50(\.0)?%/],
    ['a pin that did not hold', {}, { pins: 0.5 }, /^50(\.0)?% of the pins held$/],
    ['too many threads', {}, { threads: 4 }, /^4 threads on 2 CPUs$/],
  ])('is not passed because of %s, with the figure', (_what, change, also, reason) => {
    const { passed, reasons } = judge(start, { ...quiet, ...change }, { ...told, ...also }, machine, limits);
    expect(passed).toBe(false);
    expect(reasons).toEqual([expect.stringMatching(reason)]);
  });

  test('judges by the limits that were set', () => {
    const disturbed = { ...quiet, busy: 52.2 };
    expect(judge(start, disturbed, told, machine, limits).passed).toBe(false);
    expect(judge(start, disturbed, told, machine, { ...limits, othersCpu: 0.2 }).passed).toBe(true);
    expect(judge(start, quiet, told, machine, { ...limits, warmUpDrift: 0 }).reasons).toEqual([
      expect.stringMatching(/warm-up by 2(\.0)?%, limit 0%$/),
    ]);
  });

  test('knows a point that is oversubscribed from one that is disturbed as well', () => {
    const many = { ...told, threads: 4, warmUpDrift: 0.9, overlap: 0.1 };
    expect(onlyOversubscribed(judge(start, quiet, many, machine, limits))).toBe(true);
    expect(onlyOversubscribed(judge(start, { ...quiet, steal: 2 }, many, machine, limits))).toBe(false);
    expect(onlyOversubscribed(judge(start, quiet, told, machine, limits))).toBe(false);
  });

  test('takes no time of the app that has ended with its child for time of others', () => {
    const gate = judge(start, { ...quiet, app: 4 }, told, machine, limits);
    expect(gate.readings).toMatchObject({ othersCpu: 0, appCpu: 0 });
    expect(gate.passed).toBe(true);
  });

  test('knows nothing of the machine from one reading', () => {
    const { readings } = judge(quiet, quiet, told, machine, limits);
    expect(readings).toMatchObject({ othersCpu: null, steal: null, appCpu: null, throttled: null });
  });

  test('does not fail on what this machine cannot tell, and does not call it 0', () => {
    const gate = judge(
      { ...start, runner: null, throttled: new Map() },
      { ...quiet, throttled: new Map() },
      told,
      machine,
      limits,
    );
    expect(gate.passed).toBe(true);
    expect(gate.readings).toMatchObject({ othersCpu: null, throttled: null });
  });

  test.runIf(process.platform === 'linux')(
    'counts the time of a program that the runner started and that has ended',
    () => {
      const own = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
      const [before, ownBefore] = [readMachine(process.pid, machine), own()];
      spawnSync('sh', ['-c', 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done']);
      const [after, ownAfter] = [readMachine(process.pid, machine), own()];
      expect((after.runner ?? NaN) - (before.runner ?? NaN)).toBeGreaterThan(ownAfter - ownBefore + 0.03);
    },
  );

  test.runIf(process.platform === 'linux')('reads times that never fall', () => {
    const [first, second] = [readMachine(process.pid, machine), readMachine(process.pid, machine)];
    expect(second.at).toBeGreaterThan(first.at);
    for (const name of ['busy', 'steal', 'runner'] as const) {
      expect(first[name]).not.toBeNull();
      expect(second[name]).toBeGreaterThanOrEqual(Number(first[name]));
    }
  });
});
