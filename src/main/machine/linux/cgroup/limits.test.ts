import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRootFolder } from '../../testing/rootFolder.ts';
import { effectiveLimits } from './effectiveLimits.ts';
import { parseCfsQuota, parseCpuMax, parseMemoryLimit, readCgroupLimits, type CgroupLimits } from './limits.ts';

describe('files', () => {
  test.each([
    ['50000 100000', 0.5],
    ['150000 100000\n', 1.5],
    ['max 100000', null],
    ['0 100000', null],
    ['100000', null],
    ['', null],
  ])('cpu.max %j', (text, quota) => {
    expect(parseCpuMax(text)).toBe(quota);
  });

  test.each([
    ['200000', '100000', 2],
    ['-1', '100000', null],
    ['50000', '', null],
  ])('cfs quota %j of %j', (quota, period, expected) => {
    expect(parseCfsQuota(quota, period)).toBe(expected);
  });

  test.each([
    ['536870912\n', 536_870_912],
    ['max', null],
    ['9223372036854771712', null],
    ['', null],
  ])('memory limit %j', (text, bytes) => {
    expect(parseMemoryLimit(text)).toBe(bytes);
  });
});

describe('a control group', () => {
  test('of version 2: the tightest limit of it and those above', () => {
    const root = makeRootFolder({
      'proc/self/mountinfo': '30 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n',
      'proc/self/cgroup': '0::/pod/box\n',
      'proc/self/status': 'Name:\tnode\nCpus_allowed:\tf\nCpus_allowed_list:\t0-3\nMems_allowed:\t1\n',
      'sys/fs/cgroup/cpuset.cpus.effective': '0-15\n',
      'sys/fs/cgroup/pod/cpuset.cpus.effective': '0-3\n',
      'sys/fs/cgroup/pod/cpu.max': '150000 100000\n',
      'sys/fs/cgroup/pod/memory.max': '1073741824\n',
      'sys/fs/cgroup/pod/box/cpu.max': 'max 100000\n',
      'sys/fs/cgroup/pod/box/memory.max': '2147483648\n',
    });
    expect(readCgroupLimits(root)).toEqual({
      cpuset: { value: [0, 1, 2, 3], source: '/sys/fs/cgroup/pod/cpuset.cpus.effective' },
      quota: { value: 1.5, source: '/sys/fs/cgroup/pod/cpu.max' },
      memory: { value: 1_073_741_824, source: '/sys/fs/cgroup/pod/memory.max' },
      affinity: { value: [0, 1, 2, 3], source: '/proc/self/status' },
    });
  });

  test('of version 1, in a container that sees the path of the host', () => {
    const root = makeRootFolder({
      'proc/self/mountinfo': [
        '30 22 0:26 /docker/abc /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu',
        '31 22 0:27 /docker/abc /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset',
        '32 22 0:28 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory',
      ].join('\n'),
      'proc/self/cgroup': '4:memory:/docker/abc\n3:cpuset:/docker/abc\n1:cpu:/docker/abc\n',
      'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '250000\n',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
      'sys/fs/cgroup/cpuset/cpuset.cpus': '2,4\n',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
    });
    expect(readCgroupLimits(root)).toEqual({
      cpuset: { value: [2, 4], source: '/sys/fs/cgroup/cpuset/cpuset.cpus' },
      quota: { value: 2.5, source: '/sys/fs/cgroup/cpu/cpu.cfs_quota_us' },
      memory: null,
      affinity: null,
    });
  });

  test('of both versions side by side, the controllers in version 1', () => {
    const root = makeRootFolder({
      'proc/self/mountinfo':
        '30 22 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n31 22 0:27 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n',
      'proc/self/cgroup': '1:cpu:/box\n0::/box\n',
      'sys/fs/cgroup/cpu/box/cpu.cfs_quota_us': '-1\n',
      'sys/fs/cgroup/cpu/box/cpu.cfs_period_us': '100000\n',
      'sys/fs/cgroup/unified/box/cgroup.procs': '1\n',
    });
    expect(readCgroupLimits(root)).toEqual({ cpuset: null, quota: null, memory: null, affinity: null });
  });

  test('that only /proc/self/cpuset names', () => {
    const root = makeRootFolder({
      'proc/mounts': 'none /cgroup/unified cgroup2 rw 0 0\n',
      'proc/self/cpuset': '/job/step\n',
      'cgroup/unified/job/step/cpuset.cpus.effective': '0-5\n',
    });
    expect(readCgroupLimits(root).cpuset?.value).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('that is not there at all', () => {
    expect(readCgroupLimits(makeRootFolder({ 'proc/stat': '' }))).toEqual({
      cpuset: null,
      quota: null,
      memory: null,
      affinity: null,
    });
  });
});

describe('what 100% means', () => {
  const none: CgroupLimits = { cpuset: null, quota: null, memory: null, affinity: null };
  const online = [0, 1, 2, 3, 4, 5, 6, 7];

  test.each<[string, Partial<CgroupLimits>, number, string]>([
    ['all CPUs', {}, 8, 'all CPUs online'],
    ['the cpuset', { cpuset: { value: [1, 2], source: '/c' } }, 2, 'cpuset (/c)'],
    ['the quota, rounded up', { quota: { value: 1.5, source: '/q' } }, 2, 'CPU quota (/q)'],
    ['at least one CPU', { quota: { value: 0.01, source: '/q' } }, 1, 'CPU quota (/q)'],
    [
      'the smaller one',
      { quota: { value: 6, source: '/q' }, cpuset: { value: [0, 1], source: '/c' } },
      2,
      'cpuset (/c)',
    ],
    [
      'a narrower affinity',
      { cpuset: { value: [0, 1], source: '/c' }, affinity: { value: [1], source: '/s' } },
      1,
      'CPU affinity of this process (/s)',
    ],
    ['a quota of more than there is changes nothing', { quota: { value: 64, source: '/q' } }, 8, 'all CPUs online'],
    [
      'a cpuset of other CPUs alone is no limit of these',
      { cpuset: { value: [100], source: '/c' } },
      8,
      'all CPUs online',
    ],
  ])('%s', (_, limits, cpus, source) => {
    expect(effectiveLimits({ ...none, ...limits }, online, null).limits).toMatchObject({ cpus, source });
  });

  test('a memory limit above the memory is none, and says so', () => {
    const { limits, notAvailable } = effectiveLimits(
      { ...none, memory: { value: 2 ** 40, source: '/m' } },
      online,
      2 ** 34,
    );
    expect(limits.memoryBytes).toBeNull();
    expect(notAvailable['limits.memoryBytes']).toBe(
      "The control group's limit (1 TiB) is no less than the machine's memory.",
    );
  });

  test('is always between one CPU and those online, within the CPUs allowed and the quota', () => {
    const cpuSet = fc.uniqueArray(fc.nat(15), { minLength: 1 });
    const quotas = fc.option(fc.double({ min: 0.001, max: 100, noNaN: true }));
    fc.assert(
      fc.property(cpuSet, fc.option(cpuSet), quotas, (cpus, cpuset, quota) => {
        const { limits } = effectiveLimits(
          {
            ...none,
            cpuset: cpuset === null ? null : { value: cpuset, source: 'c' },
            quota: quota === null ? null : { value: quota, source: 'q' },
          },
          cpus,
          null,
        );
        expect(limits.cpus).toBe(Math.min(limits.allowedCpus.length, Math.ceil(quota ?? Infinity)));
        expect(limits.cpus).toBeGreaterThanOrEqual(1);
        expect(cpus).toEqual(expect.arrayContaining(limits.allowedCpus));
      }),
    );
  });
});
