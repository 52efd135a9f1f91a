import { expect, test } from 'vitest';
import { readProcess } from './processIdentity.ts';
import { ReportedClock } from './reportedClock.ts';

/** A machine whose CPUs all report what the test says. */
function machineOf(clocks: { hertz: number | null }) {
  return {
    read: () =>
      clocks.hertz === null ? null : new Map(Array.from({ length: 1024 }, (_, cpu) => [cpu, Number(clocks.hertz)])),
    reason: 'no cpufreq',
    close: () => undefined,
  };
}

test.runIf(process.platform === 'linux')('is the median of the readings of a repeat, which are not too close', () => {
  const clocks = { hertz: 1e9 };
  const reported = new ReportedClock(machineOf(clocks));
  for (const [at, hertz] of [
    [0, 1e9],
    [0.1, 9e9],
    [0.2, 2e9],
    [0.4, 3e9],
  ] as const) {
    clocks.hertz = hertz;
    reported.look([process.pid], at);
  }
  expect(reported.take()).toBe(2e9);
  expect(reported.take()).toBeNull();
});

test.runIf(process.platform === 'linux')('is read of the CPUs on which the threads are, and of no other', () => {
  const cpu = readProcess(process.pid)?.lastCpu ?? NaN;
  const others = new Map(
    Array.from({ length: 1024 }, (_, other) => [other, 5e9] as const).filter(([other]) => other > cpu + 64),
  );
  const reported = new ReportedClock({ read: () => others, reason: null, close: () => undefined });
  reported.look([process.pid], 0);
  expect(reported.take()).toBeNull();
});

test('is not there on a machine that tells none, with its reason', () => {
  const reported = new ReportedClock(machineOf({ hertz: null }));
  reported.look([process.pid], 0);
  expect([reported.take(), reported.reason]).toEqual([null, 'no cpufreq']);
});
