import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakePasses, processCell, threadCell } from './testing/fakePasses.ts';
import { FakeProc } from './testing/fakeProc.ts';

let proc: FakeProc;
let fake: FakePasses;

beforeEach(() => {
  proc = new FakeProc();
  fake = new FakePasses(proc);
});
afterEach(() => {
  fake.passes.close();
  proc.close();
});

/** Lets time pass in the test and on the made machine. */
function wait(seconds: number): void {
  fake.time += seconds;
  proc.machine({ uptime: 100 + (fake.time - 1000), cpu: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
}

describe('a rate', () => {
  test('is not available on the first pass, and then divides by the time that really passed', () => {
    proc.put({ pid: 7, startTicks: 500, userTicks: 10, systemTicks: 5, minorFaults: 100, readBytes: 1000 });
    const first = fake.read();
    expect([first.interval, processCell(first, 7, 'cpu'), processCell(first, 7, 'cpuTime')]).toEqual([null, NaN, 0.15]);
    wait(2.5);
    proc.put({ pid: 7, startTicks: 500, userTicks: 110, systemTicks: 55, minorFaults: 200, readBytes: 6000 });
    const second = fake.read();
    expect(second.interval).toBe(2.5);
    const values = (['userCpu', 'systemCpu', 'minorFaults', 'readBytes'] as const).map((field) =>
      processCell(second, 7, field),
    );
    expect(values).toEqual([0.4, 0.2, 40, 2000]);
    expect(processCell(second, 7, 'cpu')).toBeCloseTo(0.6, 12);
  });

  test('is not available where a counter ran backwards, and comes back after', () => {
    for (const [ticks, cpu] of [
      [100, NaN],
      [50, NaN],
      [150, 1],
    ] as const) {
      proc.put({ pid: 7, startTicks: 500, userTicks: ticks });
      expect(processCell(fake.read(), 7, 'cpu')).toBe(cpu);
      wait(1);
    }
  });

  test('of a process that was born inside the interval counts its whole time; of one that only comes into view, none', () => {
    proc.put({ pid: 7, startTicks: 500, userTicks: 10 });
    fake.read({ only: 7 });
    wait(1);
    proc.put({ pid: 8, startTicks: 10_050, userTicks: 20 }); // uptime was 100 s = tick 10,000
    proc.put({ pid: 9, startTicks: 9_900, userTicks: 20 });
    const second = fake.read();
    expect([processCell(second, 8, 'cpu'), processCell(second, 9, 'cpu')]).toEqual([0.2, NaN]);
  });

  test("counts no reaped child's time", () => {
    proc.put({ pid: 7, startTicks: 500 }); // its children's fields read 9999
    fake.read();
    wait(1);
    proc.put({ pid: 7, startTicks: 500 });
    expect(processCell(fake.read(), 7, 'cpu')).toBe(0);
  });
});

describe('identity', () => {
  test('a number that comes back with a later start is another process: its rates begin anew', () => {
    proc.put({ pid: 7, name: 'old', startTicks: 500, userTicks: 1000, commandLine: 'old\0' });
    fake.read();
    wait(1);
    proc.put({ pid: 7, name: 'new', startTicks: 10_080, userTicks: 5 });
    const second = fake.read();
    expect(processCell(second, 7, 'name')).toBe('new');
    expect(processCell(second, 7, 'startTicks')).toBe(10_080);
    expect(processCell(second, 7, 'cpu')).toBe(0.05); // born inside: never negative, never the old one's
    expect(processCell(second, 7, 'commandLine')).toBeNull();
  });

  test('so is a thread whose number comes back', () => {
    const leader = { tid: 7, startTicks: 500 };
    proc.put({
      pid: 7,
      startTicks: 500,
      threads: [leader, { tid: 8, startTicks: 600, userTicks: 90, runningNs: 9e8 }],
    });
    fake.read();
    wait(1);
    proc.put({
      pid: 7,
      startTicks: 500,
      threads: [leader, { tid: 8, startTicks: 10_020, userTicks: 3, runningNs: 3e7 }],
    });
    expect(threadCell(fake.read(), 8, 'cpu')).toBeCloseTo(0.03, 12);
  });

  test.each([0, 1000])(
    'a thread that took the place of another is found, though they are as many (%i files kept open)',
    (limit) => {
      const passes = new FakePasses(proc, { descriptorLimit: limit });
      const leader = { tid: 7, startTicks: 500 };
      proc.put({ pid: 7, startTicks: 500, threads: [leader, { tid: 8, startTicks: 600 }] });
      passes.read();
      wait(1);
      // A file of a thread that has ended answers ESRCH; one of this made /proc can only come to name another.
      if (limit > 0) proc.put({ pid: 7, startTicks: 500, threads: [leader, { tid: 8, startTicks: 10_020 }] });
      proc.remove('7/task/8');
      proc.put({ pid: 7, startTicks: 500, threads: [leader, { tid: 9, startTicks: 10_030 }] });
      const { threads, hidden } = passes.read();
      passes.passes.close();
      expect([...(threads.columns.tid ?? [])]).toEqual([7, 9]);
      expect(hidden.vanished).toBe(0);
    },
  );

  test('threads are rows of the process with that start only', () => {
    proc.put({ pid: 7, startTicks: 500 });
    expect(fake.read({ threadsOf: [{ pid: 7, startTicks: 500 }] }).threads.rowCount).toBe(1);
    expect(fake.read({ threadsOf: [{ pid: 7, startTicks: 501 }] }).threads.rowCount).toBe(0);
  });
});

describe('what ends meanwhile', () => {
  test('a process that vanishes between listing and reading is counted and leaves no row', () => {
    proc.put({ pid: 7, startTicks: 500 });
    proc.write('8/status', '');
    const snapshot = fake.read();
    expect([snapshot.processes.rowCount, snapshot.hidden.vanished, snapshot.machine.processCount]).toEqual([1, 1, 2]);
  });

  test('so is one that vanishes between its stat and its other files', () => {
    proc.put({ pid: 7, startTicks: 500 });
    proc.remove('7/statm');
    const snapshot = fake.read();
    expect([snapshot.processes.rowCount, snapshot.hidden.vanished]).toEqual([0, 1]);
  });

  test('a thread that vanishes is counted, the process stays', () => {
    proc.put({
      pid: 7,
      startTicks: 500,
      threads: [
        { tid: 7, startTicks: 500 },
        { tid: 8, startTicks: 500 },
      ],
    });
    proc.remove('7/task/8/stat');
    const snapshot = fake.read();
    expect([snapshot.processes.rowCount, snapshot.threads.rowCount, snapshot.hidden.vanished]).toEqual([1, 1, 1]);
  });

  test('one that is no longer listed is gone from the next pass, its threads too', () => {
    proc.put({ pid: 7, startTicks: 500 });
    fake.read();
    proc.remove('7');
    const snapshot = fake.read();
    expect([snapshot.processes.rowCount, snapshot.threads.rowCount, snapshot.hidden.vanished]).toEqual([0, 0, 0]);
  });
});

describe('threads', () => {
  const threads = (busy: number) => [
    { tid: 7, startTicks: 500, userTicks: 20, voluntary: 10, waitingNs: 1e8 },
    {
      tid: 8,
      startTicks: 600,
      userTicks: 10 + busy,
      voluntary: 10 + busy,
      involuntary: busy,
      waitingNs: 1e8 + busy * 1e7,
    },
  ];

  test('sum up to the switches and the run-queue delay of their process', () => {
    proc.put({ pid: 7, startTicks: 500, threads: threads(0) });
    fake.read();
    wait(1);
    proc.put({ pid: 7, startTicks: 500, threads: threads(30) });
    const snapshot = fake.read({ threadsOf: [] });
    expect(snapshot.threads.rowCount).toBe(0);
    expect(processCell(snapshot, 7, 'voluntarySwitches')).toBe(30);
    expect(processCell(snapshot, 7, 'involuntarySwitches')).toBe(30);
    expect(processCell(snapshot, 7, 'runQueueDelay')).toBeCloseTo(0.3, 12);
  });

  test('that are not read leave those sums unknown, rather than the leader’s alone', () => {
    proc.put({ pid: 7, startTicks: 500, threads: threads(0) });
    const request = { processFields: ['pid', 'user', 'cpu'], threadsOf: [] } as const;
    const fields = { ...request, processFields: [...request.processFields], threadsOf: [] };
    fake.read(fields);
    wait(1);
    const snapshot = fake.read({ ...fields, processFields: [...fields.processFields, 'voluntarySwitches'] });
    expect(processCell(snapshot, 7, 'voluntarySwitches')).toBe(NaN);
  });

  test('that have ended are the difference between their process and the live ones', () => {
    proc.put({ pid: 7, startTicks: 500, userTicks: 100, systemTicks: 3, threads: threads(0) });
    expect(processCell(fake.read(), 7, 'exitedThreadsCpuTime')).toBe(0.73);
    proc.put({ pid: 7, startTicks: 500, userTicks: 29, threads: threads(0) }); // read before its threads went on
    expect(processCell(fake.read(), 7, 'exitedThreadsCpuTime')).toBe(0);
  });

  test('have timeslices and I/O of their own, which is not read of a Linux that does not count it', () => {
    const thread = { tid: 7, startTicks: 500 };
    proc.put({ pid: 7, startTicks: 500, threads: [{ ...thread, timeslices: 10, readBytes: 4096 }] });
    fake.read();
    wait(2);
    proc.put({ pid: 7, startTicks: 500, threads: [{ ...thread, timeslices: 30, readBytes: 12_288 }] });
    const snapshot = fake.read();
    expect([threadCell(snapshot, 7, 'timeslices'), threadCell(snapshot, 7, 'readBytes')]).toEqual([10, 4096]);
    proc.remove('7/task/7/io');
    const without = new FakePasses(proc);
    const first = without.read();
    expect(first.notAvailable['thread.writeBytes']).toBe('This Linux has no /proc/<pid>/io.');
    without.passes.close();
  });

  test('have nanosecond CPU rates where there is schedstat, and those of ticks where there is none', () => {
    const thread = { tid: 7, startTicks: 500 };
    proc.put({ pid: 7, startTicks: 500, threads: [{ ...thread, userTicks: 1, runningNs: 1_000_000 }] });
    fake.read();
    wait(1);
    proc.put({ pid: 7, startTicks: 500, threads: [{ ...thread, userTicks: 2, runningNs: 4_000_000 }] });
    expect(threadCell(fake.read(), 7, 'cpu')).toBeCloseTo(0.003, 12);
    const ticks = new FakePasses(proc);
    proc.remove('7/task/7/schedstat');
    ticks.read();
    ticks.time += 1;
    proc.put({ pid: 7, startTicks: 500, threads: [{ ...thread, userTicks: 4 }] });
    proc.remove('7/task/7/schedstat');
    const snapshot = ticks.read();
    expect(threadCell(snapshot, 7, 'cpu')).toBe(0.02);
    expect(snapshot.notAvailable['thread.runQueueDelay']).toBe('This Linux has no /proc/<pid>/schedstat.');
    expect(snapshot.notAvailable['process.runQueueDelay']).toBe('This Linux has no /proc/<pid>/schedstat.');
    ticks.passes.close();
  });
});

describe('rows', () => {
  test('keep hostile names', () => {
    const names = ['a) R 1 (b', 'line\nbreak) S', '', 'caf\u00e9'];
    names.forEach((name, at) => proc.put({ pid: 10 + at, name, startTicks: 500 }));
    proc.put({ pid: 20, name: Uint8Array.of(0xff, 0xc3), startTicks: 500 });
    const snapshot = fake.read();
    expect([...names, '\ufffd\ufffd']).toEqual(snapshot.processes.columns.name);
  });

  test('show a name that changed, and read the command line again', async () => {
    proc.put({ pid: 7, name: 'sh', startTicks: 500, commandLine: '/bin/sh\0' });
    fake.read();
    await fake.passes.settled(5);
    expect(processCell(fake.passes.snapshot(), 7, 'commandLine')).toBe('/bin/sh');
    proc.put({ pid: 7, name: 'node', startTicks: 500, commandLine: 'node\0-p\x001\0' });
    fake.read();
    await fake.passes.settled(5);
    const snapshot = fake.passes.snapshot();
    expect([processCell(snapshot, 7, 'name'), processCell(snapshot, 7, 'commandLine')]).toEqual(['node', 'node -p 1']);
  });

  test('have user names where /etc/passwd has them, read again when it changes', () => {
    proc.put({ pid: 7, startTicks: 500, uid: 1000 });
    expect(processCell(fake.read(), 7, 'user')).toBe('1000');
    proc.write('passwd', 'someone:x:1000:1000::/:/bin/sh\n');
    expect([processCell(fake.read(), 7, 'user'), processCell(fake.read(), 7, 'uid')]).toEqual(['someone', 1000]);
  });

  test('of zombies and kernel threads stay, without a command line', () => {
    proc.put({ pid: 7, name: 'gone', startTicks: 500, state: 'Z' });
    proc.put({ pid: 8, name: 'kworker/0:0', startTicks: 500, flags: 0x0020_0000, state: 'I' });
    const snapshot = fake.read();
    expect([processCell(snapshot, 7, 'state'), processCell(snapshot, 8, 'name')]).toEqual(['Z', 'kworker/0:0']);
    expect([processCell(snapshot, 7, 'commandLine'), processCell(snapshot, 8, 'commandLine')]).toEqual([null, null]);
  });

  test('are one alone where only one is asked, while the machine is counted whole', () => {
    proc.put({ pid: 7, startTicks: 500 });
    proc.put({ pid: 8, startTicks: 500 });
    const snapshot = fake.read({ only: 8 });
    expect([snapshot.processes.columns.pid, snapshot.machine.processCount]).toEqual([Float64Array.of(8), 2]);
    expect([snapshot.machine.threadCount, snapshot.machine.notSeenCpu]).toEqual([99, null]);
  });
});

describe('what is read', () => {
  test('follows from the wanted fields', () => {
    proc.put({ pid: 7, startTicks: 500 });
    const least = fake.read({ processFields: ['pid', 'name', 'cpu'], threadFields: [], threadsOf: [] });
    proc.remove('7/io');
    proc.remove('7/task');
    const again = fake.read({ processFields: ['pid', 'name', 'cpu'], threadFields: [], threadsOf: [] });
    expect(Object.keys(again.processes.columns)).toEqual(['pid', 'name', 'cpu']);
    expect(again.self.readCount).toBe(least.self.readCount);
    expect(fake.read().self.readCount).toBeGreaterThan(least.self.readCount);
  });

  test('is the same with room for few open files', () => {
    for (let pid = 10; pid < 30; pid++) proc.put({ pid, startTicks: 500, userTicks: pid });
    const bounded = new FakePasses(proc, { descriptorLimit: 7 });
    for (let pass = 0; pass < 3; pass++) expect(bounded.read().processes).toEqual(fake.read().processes);
    bounded.passes.close();
  });

  test('is less for rows off the screen when the budget is short, and says why', () => {
    proc.put({ pid: 7, startTicks: 500, readBytes: 1 });
    proc.put({ pid: 8, startTicks: 500, readBytes: 1 });
    fake.read();
    wait(1);
    const snapshot = fake.read({ visible: [8] }, { dearFiles: 'visible', reason: 'dear' });
    expect([processCell(snapshot, 7, 'readBytes'), processCell(snapshot, 8, 'readBytes')]).toEqual([NaN, 0]);
    expect([processCell(snapshot, 7, 'cpu'), snapshot.self.reduced]).toEqual([0, 'dear']);
  });

  test('of a thread off the screen is no place where it waited before', () => {
    proc.put({ pid: 7, startTicks: 500 });
    expect(threadCell(fake.read(), 7, 'waitChannel')).toBe('futex_do_wait');
    expect(threadCell(fake.read(), 7, 'syscall')).toMatch(/^202/);
    const snapshot = fake.read({}, { dearFiles: 'visible', reason: 'dear' });
    expect([threadCell(snapshot, 7, 'waitChannel'), threadCell(snapshot, 7, 'syscall')]).toEqual([null, null]);
    expect(threadCell(snapshot, 7, 'state')).toBe('S');
  });

  test('is bounded in time: what was left out comes first in the next pass', () => {
    let now = 1000;
    const slow = new FakePasses(proc, { now: () => (now += 0.05) });
    for (let pid = 10; pid < 40; pid++) proc.put({ pid, startTicks: 500 });
    const seen = new Set<number | string | null>();
    const passes = Array.from({ length: 10 }, () => {
      const { threads, self } = slow.read();
      for (const pid of threads.columns.pid ?? []) seen.add(pid);
      return { threads: threads.rowCount, reduced: self.reduced };
    });
    expect(passes.every(({ threads }) => threads > 0 && threads < 30)).toBe(true);
    expect(passes.at(-1)?.reduced).toMatch(/^The threads of \d+ processes were not read/);
    expect(seen.size).toBe(30);
    slow.passes.close();
  });
});
