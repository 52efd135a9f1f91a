/** Readers of the topology on small folders: what no capture shows. */
import { describe, expect, test } from 'vitest';
import { cpuFiles, makeRootFolder } from '../../testing/rootFolder.ts';
import { parseCpuinfo } from '../procfs/cpuinfo.ts';
import { readSysfsCaches } from './caches.ts';
import { readClockRange } from './clockRange.ts';
import { readCpuPlaces } from './cpus.ts';
import { kindsBySpeed, readKinds } from './kinds.ts';
import { parseTotalMemory, readNodes } from './nodes.ts';
import { readVirtualization } from './virtualization.ts';

const nothing = parseCpuinfo('');

describe('CPUs', () => {
  test('where /sys is hidden, are those of /proc/cpuinfo', () => {
    const cpu = (id: number, core: number) => `processor : ${id}\nphysical id : 0\ncore id : ${core}\n\n`;
    const root = makeRootFolder({ 'proc/cpuinfo': '' });
    expect(readCpuPlaces(root, parseCpuinfo(cpu(0, 0) + cpu(1, 4) + cpu(2, 0)))).toEqual([
      { id: 0, online: true, package: 0, core: 0 },
      { id: 1, online: true, package: 0, core: 1 },
      { id: 2, online: true, package: 0, core: 0 },
    ]);
  });

  test('have gaps in their numbers, and an offline one has no place', () => {
    const root = makeRootFolder({
      'sys/devices/system/cpu/present': '1,5-6\n',
      'sys/devices/system/cpu/online': '1,6\n',
      ...cpuFiles(1, {
        'topology/thread_siblings_list': '1\n',
        'topology/core_siblings_list': '1,6\n',
        'topology/physical_package_id': '0\n',
      }),
      ...cpuFiles(6, {
        'topology/thread_siblings_list': '6\n',
        'topology/core_siblings_list': '1,6\n',
        'topology/physical_package_id': '0\n',
      }),
    });
    expect(readCpuPlaces(root, nothing)).toEqual([
      { id: 1, online: true, package: 0, core: 0 },
      { id: 5, online: false, package: null, core: null },
      { id: 6, online: true, package: 0, core: 1 },
    ]);
  });

  test.each([
    ['one that Linux does not know', '-1', '-1'],
    ['the same for two packages', '3', '3'],
  ])('are numbered by package in order where its number is %s', (_, first, second) => {
    const cpu = (id: number, packageId: string) =>
      cpuFiles(id, {
        'topology/thread_siblings_list': `${id}`,
        'topology/core_siblings_list': `${id}`,
        'topology/physical_package_id': packageId,
      });
    const root = makeRootFolder({ ...cpu(0, first), ...cpu(1, second) });
    expect(readCpuPlaces(root, nothing).map((cpu_) => cpu_.package)).toEqual([0, 1]);
  });

  test('share a core by the newer names as by the older masks', () => {
    const newer = makeRootFolder({
      ...cpuFiles(0, { 'topology/core_cpus_list': '0-1', 'topology/package_cpus_list': '0-1' }),
      ...cpuFiles(1, { 'topology/core_cpus_list': '0-1', 'topology/package_cpus_list': '0-1' }),
    });
    const older = makeRootFolder({
      ...cpuFiles(0, { 'topology/thread_siblings': '00000003', 'topology/core_siblings': '00000003' }),
      ...cpuFiles(1, { 'topology/thread_siblings': '00000003', 'topology/core_siblings': '00000003' }),
    });
    expect(readCpuPlaces(newer, nothing)).toEqual(readCpuPlaces(older, nothing));
    expect(readCpuPlaces(newer, nothing).map((cpu) => cpu.core)).toEqual([0, 0]);
  });
});

describe('caches', () => {
  const index = (level: string, type: string, shared: string, more: Record<string, string> = {}) => ({
    level,
    type,
    shared_cpu_list: shared,
    ...more,
  });
  const cacheFiles = (cpu: number, indexes: Record<string, string>[]) =>
    cpuFiles(
      cpu,
      Object.fromEntries(
        indexes.flatMap((files, at) => Object.entries(files).map(([name, text]) => [`cache/index${at}/${name}`, text])),
      ),
    );

  test('are listed once for all that share them, nearest first', () => {
    const shared = index('3', 'Unified', '0-1', { size: '8M', ways_of_associativity: '16', coherency_line_size: '64' });
    const root = makeRootFolder({
      ...cacheFiles(0, [shared, index('1', 'Data', '0', { size: '48K' })]),
      ...cacheFiles(1, [shared, index('1', 'Data', '1', { size: '48K' })]),
    });
    expect(readSysfsCaches(root, [0, 1]).map(({ level, sharedBy, sizeBytes }) => [level, sharedBy, sizeBytes])).toEqual(
      [
        [1, [0], 49_152],
        [1, [1], 49_152],
        [3, [0, 1], 8_388_608],
      ],
    );
  });

  test('with figures that cannot be are kept without them', () => {
    const root = makeRootFolder(
      cacheFiles(2, [
        index('2', 'Unified', '0', { size: '0K', ways_of_associativity: '0', coherency_line_size: '0' }),
        index('1', 'Trace', '2'),
      ]),
    );
    expect(readSysfsCaches(root, [2])).toEqual([
      { level: 2, type: 'unified', sizeBytes: null, ways: null, lineBytes: null, sharedBy: [2], source: 'sysfs' },
    ]);
  });
});

describe('kinds of cores', () => {
  test('are those of the folders that Intel has for them', () => {
    const root = makeRootFolder({
      'sys/devices/cpu_core/cpus': '0-1\n',
      'sys/devices/cpu_atom/cpus': '2-3\n',
      'sys/devices/cpu_lowpower/cpus': '4\n',
    });
    expect([...readKinds(root, [0, 1, 2, 3, 4], nothing)]).toEqual([
      [0, 'P'],
      [1, 'P'],
      [2, 'E'],
      [3, 'E'],
      [4, 'LP-E'],
    ]);
  });

  test('are none in a guest that shows one of these folders', () => {
    expect(readKinds(makeRootFolder({ 'sys/devices/cpu_core/cpus': '0-1\n' }), [0, 1], nothing).size).toBe(0);
  });

  test.each([
    ['favoured cores are of one kind', [166, 176, 186, 196, 206, 216, 226, 231], []],
    ['equal ones are of one kind', [100, 100], []],
    ['two kinds', [64, 67, 39, 39], ['P', 'P', 'E', 'E']],
    ['three kinds', [1024, 800, 280], ['P', 'E', 'LP-E']],
    ['more kinds than names are not told apart', [100, 200, 400, 800], []],
  ])('by speed: %s', (_, speeds, kinds) => {
    expect([...kindsBySpeed(new Map(speeds.map((speed, cpu) => [cpu, speed]))).values()]).toEqual(kinds);
  });

  test('fall back to the capacity of a CPU', () => {
    const root = makeRootFolder({ ...cpuFiles(0, { cpu_capacity: '1024' }), ...cpuFiles(1, { cpu_capacity: '446' }) });
    expect([...readKinds(root, [0, 1], nothing).values()]).toEqual(['P', 'E']);
  });
});

describe('clocks of a CPU', () => {
  const guest = parseCpuinfo('processor : 0\nvendor_id : x\ncpu MHz : 2096.017\nflags : lm hypervisor\n');
  const real = parseCpuinfo('processor : 0\nvendor_id : x\ncpu MHz : 1203.514\nflags : lm aperfmperf\n');

  test('come from cpufreq in hertz, and 0 is not known', () => {
    const root = makeRootFolder(
      cpuFiles(0, {
        'cpufreq/scaling_cur_freq': '1170889',
        'cpufreq/cpuinfo_min_freq': '400000',
        'cpufreq/cpuinfo_max_freq': '0',
        'cpufreq/base_frequency': '1900000',
        'cpufreq/scaling_governor': 'powersave\n',
      }),
    );
    expect(readClockRange(root, 0, real)).toEqual({
      clock: { now: 1_170_889_000, min: 4e8, max: null, base: 1.9e9 },
      governor: 'powersave',
    });
  });

  test('a measured clock of /proc/cpuinfo is the current one, a constant one the base', () => {
    const root = makeRootFolder({ 'proc/cpuinfo': '' });
    expect(readClockRange(root, 0, real).clock).toEqual({ now: 1_203_514_000, min: null, max: null, base: null });
    expect(readClockRange(root, 0, guest).clock).toEqual({ now: null, min: null, max: null, base: 2_096_017_000 });
  });

  test('the base may stand in ACPI alone', () => {
    expect(readClockRange(makeRootFolder(cpuFiles(0, { 'acpi_cppc/nominal_freq': '1900' })), 0, real).clock.base).toBe(
      1.9e9,
    );
  });
});

test('memory: of the machine, of a node, and of neither', () => {
  expect(parseTotalMemory('MemTotal:       16384 kB\nMemFree: 1 kB\n')).toBe(16_777_216);
  expect(parseTotalMemory('\nNode 12 MemTotal:     58458112 kB\n')).toBe(59_861_106_688);
  expect(parseTotalMemory('MemFree: 1 kB')).toBeNull();
});

test('nodes keep their numbers, and one may be memory alone', () => {
  const root = makeRootFolder({
    'sys/devices/system/node/node0/cpulist': '0-1\n',
    'sys/devices/system/node/node2/cpumap': '00000000\n',
    'sys/devices/system/node/node2/meminfo': 'Node 2 MemTotal: 1024 kB\n',
    'sys/devices/system/node/possible': '0-3\n',
  });
  expect(readNodes(root)).toEqual([
    { id: 0, cpus: [0, 1], memoryBytes: null },
    { id: 2, cpus: [], memoryBytes: 1_048_576 },
  ]);
  expect(readNodes(makeRootFolder({ 'proc/stat': '' }))).toBeNull();
});

describe('what it runs on', () => {
  const x86 = (flags: string) => parseCpuinfo(`processor : 0\nvendor_id : x\nflags : ${flags}\n`);

  test.each([
    ['none', x86('lm'), {}],
    ['a hypervisor that does not name itself', x86('lm hypervisor'), {}],
    ['KVM', x86('lm hypervisor'), { 'sys/class/dmi/id/product_name': 'KVM Virtual Machine\n' }],
    ['VMware', x86('lm hypervisor'), { 'sys/class/dmi/id/sys_vendor': 'VMware, Inc.\n' }],
    [
      'Hyper-V',
      x86('lm hypervisor'),
      { 'sys/class/dmi/id/sys_vendor': 'Microsoft Corporation', 'sys/class/dmi/id/product_name': 'Virtual Machine' },
    ],
    ['Xen', x86('lm hypervisor'), { 'sys/hypervisor/type': 'xen\n' }],
    ['WSL (Hyper-V)', x86('lm hypervisor'), { 'proc/sys/kernel/osrelease': '6.6.87.2-microsoft-standard-WSL2' }],
    ['none', x86('lm'), { 'sys/class/dmi/id/sys_vendor': 'Amazon EC2' }],
    ['QEMU', nothing, { 'sys/class/dmi/id/sys_vendor': 'QEMU' }],
    ['PR/SM', nothing, { 'proc/sysinfo': 'Manufacturer: IBM\n' }],
    ['KVM/Linux', nothing, { 'proc/sysinfo': 'VM00 Control Program: KVM/Linux\n' }],
    ['pHyp', nothing, { 'proc/device-tree/ibm,partition-name': 'lpar\0' }],
    [null, nothing, {}],
  ])('%s', (expected, cpuinfo, files) => {
    expect(readVirtualization(makeRootFolder({ 'proc/stat': '', ...files }), cpuinfo)).toBe(expected);
  });
});
