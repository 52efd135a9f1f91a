import { describe, expect, test } from 'vitest';
import { groupFolders, parseCgroupMembership, parseCgroupMounts } from './membership.ts';

describe('mounts', () => {
  test('of mountinfo, with what part of the hierarchy is mounted', () => {
    const text = [
      '22 1 0:20 / / rw - overlay overlay rw',
      '30 22 0:26 /docker/abc /sys/fs/cgroup/cpu,cpuacct rw,nosuid master:12 - cgroup cgroup rw,cpu,cpuacct',
      '31 22 0:27 / /sys/fs/cgroup/uni\\040fied rw - cgroup2 cgroup2 rw,nsdelegate',
    ].join('\n');
    expect(parseCgroupMounts(text)).toEqual([
      {
        version: 1,
        options: ['rw', 'cpu', 'cpuacct'],
        mountPoint: '/sys/fs/cgroup/cpu,cpuacct',
        hierarchyRoot: '/docker/abc',
      },
      { version: 2, options: [], mountPoint: '/sys/fs/cgroup/uni fied', hierarchyRoot: '/' },
    ]);
  });

  test('of /proc/mounts, where that part is not told', () => {
    expect(
      parseCgroupMounts(
        'none /cgroup/memory cgroup rw,relatime,memory 0 0\nnone /cgroup/unified cgroup2 rw 0 0\nproc /proc proc rw 0 0',
      ),
    ).toEqual([
      { version: 1, options: ['rw', 'relatime', 'memory'], mountPoint: '/cgroup/memory', hierarchyRoot: '/' },
      { version: 2, options: [], mountPoint: '/cgroup/unified', hierarchyRoot: '/' },
    ]);
  });

  test('of anything else: none', () => {
    expect(parseCgroupMounts('\nnonsense\n1 2 3 - \n')).toEqual([]);
  });
});

test('memberships of both versions, with colons in the path', () => {
  expect(parseCgroupMembership('4:cpu,cpuacct:/a/b\n1:name=systemd:/x:y\n0::/user.slice\nnonsense')).toEqual([
    { controllers: ['cpu', 'cpuacct'], path: '/a/b' },
    { controllers: ['name=systemd'], path: '/x:y' },
    { controllers: [], path: '/user.slice' },
  ]);
});

describe('folders of the group', () => {
  const mount = { version: 2, options: [], mountPoint: '/sys/fs/cgroup', hierarchyRoot: '/' } as const;

  test('are its own and all above it, up to the mount', () => {
    expect(groupFolders('/r', 'cpu', [mount], [{ controllers: [], path: '/a/b' }])).toEqual([
      { version: 2, folders: ['/r/sys/fs/cgroup/a/b', '/r/sys/fs/cgroup/a', '/r/sys/fs/cgroup'] },
    ]);
  });

  test.each([
    ['the container sees the path of the host', '/docker/abc', '/docker/abc'],
    ['the group lies outside of what is mounted', '/docker/abc', '/other'],
    ['the group is the root', '/', '/'],
  ])('are the mount alone where %s', (_, hierarchyRoot, path) => {
    expect(groupFolders('/', 'cpu', [{ ...mount, hierarchyRoot }], [{ controllers: [], path }])).toEqual([
      { version: 2, folders: ['/sys/fs/cgroup'] },
    ]);
  });

  test('come from the hierarchy of version 1 that has the controller', () => {
    const mounts = parseCgroupMounts('a /c/cpu cgroup rw,cpu,cpuacct 0 0\nb /c/memory cgroup rw,memory 0 0');
    const memberships = parseCgroupMembership('2:cpu,cpuacct:/x\n3:memory:/y');
    expect(groupFolders('/', 'memory', mounts, memberships)).toEqual([
      { version: 1, folders: ['/c/memory/y', '/c/memory'] },
    ]);
    expect(groupFolders('/', 'cpuset', mounts, memberships)).toEqual([]);
  });
});
