import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { machineDescription } from '../../shared/monitor/machineDescription.ts';
import { describeMachine, effectiveCpus } from './machine.ts';
import { cpuFiles, makeRootFolder } from './testing/rootFolder.ts';
import { describedGroups, groupBy } from './testing/listing.ts';
import { unexplainedGaps } from './testing/unexplained.ts';

describe('this machine', () => {
  test('is described as the schema says, and every gap has its reason', async () => {
    const machine = await describeMachine();
    expect(machineDescription.parse(machine)).toEqual(machine);
    expect(unexplainedGaps(machine)).toEqual([]);
    expect(machine.memory.totalBytes).toBeGreaterThan(0);
  });

  test('may use what the system says it may', async () => {
    const { limits } = await describeMachine();
    const quota = limits.quota ?? Infinity;
    expect(limits.cpus).toBe(Math.min(limits.allowedCpus.length, Math.ceil(quota)));
    expect(limits.allowedCpus.length).toBeGreaterThanOrEqual(availableParallelism());
  });

  test('agrees with lscpu', async ({ skip }) => {
    const run = spawnSync('lscpu', ['-p=CPU,CORE,SOCKET'], { encoding: 'utf8' });
    skip(run.status !== 0, 'lscpu is not installed, or cannot read this machine');
    const rows = run.stdout
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => line.split(',').map(Number));
    const machine = await describeMachine();
    skip(
      machine.cpus.some((cpu) => cpu.kind !== null),
      'lscpu numbers the cores of each kind from 0 again',
    );
    expect(machine.cpus.filter((cpu) => cpu.online).map((cpu) => cpu.id)).toEqual(rows.map(([cpu]) => cpu));
    expect(describedGroups(machine, 'core')).toEqual(groupBy(rows.map(([cpu = -1, core]) => [cpu, core] as const)));
  });
});

describe('a capture', () => {
  const capture = {
    'proc/cpuinfo': 'processor : 0\nvendor_id : GenuineIntel\nmodel name : A CPU\ncpu MHz : 2000.000\nflags : lm\n',
    'proc/meminfo': 'MemTotal: 1048576 kB\n',
    ...cpuFiles(0, {
      'topology/thread_siblings_list': '0',
      'topology/core_siblings_list': '0',
      'topology/physical_package_id': '0',
    }),
  };

  test('tells nothing of the machine that reads it', async () => {
    const machine = await describeMachine({ root: makeRootFolder(capture) });
    expect(machine).toMatchObject({
      model: 'A CPU',
      architecture: 'x86_64',
      kernel: null,
      os: null,
      packages: 1,
      cores: 1,
      caches: [],
    });
    expect(machine.memory).toEqual({ totalBytes: 2 ** 30, modules: null });
    expect(machine.limits).toEqual({
      cpus: 1,
      allowedCpus: [0],
      quota: null,
      source: 'all CPUs online',
      memoryBytes: null,
    });
    expect(unexplainedGaps(machine)).toEqual([]);
  });

  test('is found in the only folder that an archive unpacked to', async () => {
    const inside = Object.fromEntries(Object.entries(capture).map(([path, text]) => [`box/${path}`, text]));
    expect((await describeMachine({ root: makeRootFolder({ ...inside, README: '' }) })).model).toBe('A CPU');
  });

  test.each([
    ['a folder without one', () => makeRootFolder({ README: '' })],
    ['a folder that is not there', () => '/nonexistent/capture'],
  ])('is not found in %s', async (_, root) => {
    await expect(describeMachine({ root: root() })).rejects.toThrow(expect.objectContaining({ code: 'notFound' }));
  });
});

test('effective CPUs are the limit, else those online', async () => {
  const machine = await describeMachine({
    root: makeRootFolder({ ...cpuFiles(0, { online: '1' }), ...cpuFiles(1, { online: '0' }) }),
  });
  expect(effectiveCpus({ ...machine, limits: { ...machine.limits, cpus: 7 } })).toBe(7);
  expect(effectiveCpus({ ...machine, limits: { ...machine.limits, cpus: null } })).toBe(1);
});
