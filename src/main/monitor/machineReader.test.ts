import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakePasses } from './testing/fakePasses.ts';
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

describe('the machine', () => {
  test('shares its time, and tells what no row accounts for', () => {
    proc.put({ pid: 7, startTicks: 500, userTicks: 0 });
    fake.read();
    fake.time += 1;
    proc.machine({ uptime: 101, cpu: [30, 10, 10, 40, 5, 3, 2, 0, 0, 0], forks: 11, switches: 101 });
    proc.put({ pid: 7, startTicks: 500, userTicks: 20 });
    const { machine } = fake.read();
    expect(machine.cpus).toEqual([
      { id: 0, user: 0.4, system: 0.15, steal: 0, ioWait: 0.05, idle: 0.4, clock: null, throttles: null },
    ]);
    expect([machine.forks, machine.contextSwitches, machine.uptime]).toEqual([10, 100, 101]);
    expect(machine.notSeenCpu).toBeCloseTo(0.3, 12);
  });

  test('tells interrupts, whole disks and networks as rates, and where they are hidden says so', () => {
    const write = (sectors: number, received: number) => {
      const disk = (name: string) => `8 0 ${name} 1 0 ${sectors} 0 1 0 ${2 * sectors} 0 0 ${sectors} 0\n`;
      proc.write('diskstats', disk('sda') + disk('sda1') + disk('dm-0') + disk('nvme0n1p2') + disk('loop3'));
      const line = (name: string) => `${name}: ${received} 1 0 0 0 0 0 0 ${3 * received} 1 0 0 0 0 0 0\n`;
      proc.write('net/dev', `Inter-|\n face |\n${line('    lo')}${line('  eth0')}${line('docker0')}${line('eth0.7')}`);
    };
    write(100, 1000);
    fake.read();
    fake.time += 2;
    write(300, 5000);
    proc.machine({ uptime: 102, cpu: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], interrupts: 401 });
    const { machine } = fake.read();
    expect(machine.interrupts).toBe(200);
    expect(machine.disks).toEqual([{ name: 'sda', readBytes: 51_200, writeBytes: 102_400, busy: expect.closeTo(0.1) }]);
    expect(machine.networks).toEqual([{ name: 'eth0', receivedBytes: 2000, sentBytes: 6000 }]);
    proc.remove('diskstats');
    proc.write('net/dev', 'Inter-|\n face |\n    lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n');
    const hidden = new FakePasses(proc).read();
    expect(hidden.machine.networks).toEqual([]);
    expect(hidden.notAvailable['machine.networks']).toBe(
      '/proc/net/dev lists no interface here that leads off the machine.',
    );
    expect(hidden.machine.disks).toBeNull();
    expect(hidden.notAvailable['machine.disks']).toBe('This Linux has no /proc/diskstats: a container may hide it.');
  });

  test('tells temperatures, and throttling since the last pass, where it is counted', () => {
    const counts = [new Map([[0, 3]]), new Map([[0, 5]]), new Map([[0, 1]]), null];
    const temperatures = [{ sensor: 'coretemp, Core 0', celsius: 61, limit: 100 }];
    const heat = {
      read: () => ({ temperatures, throttles: counts.shift() ?? null, reasons: { throttles: 'not any more' } }),
      close: () => undefined,
    };
    const hot = new FakePasses(proc, { heat });
    const passes = [hot.read(), hot.read(), hot.read(), hot.read()];
    expect(passes.map(({ machine }) => machine.cpus[0]?.throttles)).toEqual([
      { sinceBoot: 3, now: null },
      { sinceBoot: 5, now: 2 },
      { sinceBoot: 1, now: null }, // counted anew
      null,
    ]);
    expect(passes[0]?.machine.temperatures).toEqual(temperatures);
    expect(passes[3]?.notAvailable['machine.throttles']).toBe('not any more');
    hot.passes.close();
  });

  test('tells what a control group leaves of its memory, where that is less than it has', () => {
    const groups = [null, { limit: 2 ** 16, used: 2 ** 15 }, { limit: 2 ** 60, used: 2 ** 19 }];
    const passes = new FakePasses(proc, { groupMemory: { read: () => groups.shift() ?? null } });
    const told = [passes.read(), passes.read(), passes.read()].map(({ machine }) => machine.memory.group);
    expect(told).toEqual([null, { limit: 2 ** 16, used: 2 ** 15 }, null]);
    passes.passes.close();
  });

  test('says what it does not tell', () => {
    const { machine, notAvailable } = fake.read();
    expect(machine.pressure).toEqual({ cpu: null, memory: null, io: null });
    expect(notAvailable['machine.pressure.cpu']).toContain('CONFIG_PSI');
    expect(notAvailable['machine.clock']).toBe('no clock in a test');
  });
});
