import { describe, expect, test } from 'vitest';
import { monitorActions } from './actions.ts';
import { signalFacts, signalNames } from './signals.ts';

const processes = [{ pid: 2, startTicks: 3 }];

test('every action acts: a backend that only reads refuses it', () => {
  expect(Object.values(monitorActions).map(({ acts }) => acts)).not.toContain(false);
});

describe('requests', () => {
  test.each([
    [{ policy: 'fifo', priority: 0 }, false],
    [{ policy: 'fifo', priority: 1 }, true],
    [{ policy: 'other', priority: 1 }, false],
    [{ policy: 'deadline', priority: 0 }, false],
  ])('of a policy: %j', (policy, isTaken) => {
    expect(monitorActions.setPolicy.input.safeParse({ processes, ...policy }).success).toBe(isTaken);
  });

  test.each([
    [{ class: 'idle', level: null }, true],
    [{ class: 'idle', level: 1 }, false],
    [{ class: 'realtime', level: null }, false],
    [{ class: 'best-effort', level: 7 }, true],
  ])('of an I/O priority: %j', (asked, isTaken) => {
    expect(monitorActions.setIoPriority.input.safeParse({ processes, ...asked }).success).toBe(isTaken);
  });

  test('of no process and of PID 0 are refused', () => {
    const asked = { nice: 0 };
    expect(monitorActions.setNice.input.safeParse({ processes: [], ...asked }).success).toBe(false);
    expect(monitorActions.setNice.input.safeParse({ processes: [{ pid: 0, startTicks: 0 }], ...asked }).success).toBe(
      false,
    );
  });
});

test('each signal has its help, the real-time ones too', () => {
  expect(signalNames).toContain('SIGRTMIN+30');
  expect(new Set(signalNames).size).toBe(signalNames.length);
  for (const name of signalNames) expect(signalFacts(name).help).toMatch(/\.$/);
});
