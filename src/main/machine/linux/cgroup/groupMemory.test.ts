import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRootFolder } from '../../testing/rootFolder.ts';
import { createGroupMemoryReader } from './groupMemory.ts';

const version2 = {
  'proc/self/mountinfo': '30 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n',
  'proc/self/cgroup': '0::/pod/box\n',
  'sys/fs/cgroup/pod/memory.current': '700\n',
  'sys/fs/cgroup/pod/box/memory.current': '300\n',
};

test('of the group and those above it, the one with the tightest limit is read, each time anew', () => {
  const root = makeRootFolder({
    ...version2,
    'sys/fs/cgroup/pod/memory.max': '1000\n',
    'sys/fs/cgroup/pod/box/memory.max': '2000\n',
  });
  const reader = createGroupMemoryReader(root);
  expect(reader.read()).toEqual({ limit: 1000, used: 700 });
  writeFileSync(join(root, 'sys/fs/cgroup/pod/memory.current'), '800\n');
  writeFileSync(join(root, 'sys/fs/cgroup/pod/memory.max'), '900\n');
  expect(reader.read()).toEqual({ limit: 900, used: 800 });
  writeFileSync(join(root, 'sys/fs/cgroup/pod/memory.max'), 'max\n');
  expect(reader.read()).toBeNull();
});

test('a group of version 1 tells it in files of other names', () => {
  const root = makeRootFolder({
    'proc/self/mountinfo': '30 22 0:26 /box /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n',
    'proc/self/cgroup': '4:memory:/box\n',
    'sys/fs/cgroup/memory/memory.limit_in_bytes': '1000\n',
    'sys/fs/cgroup/memory/memory.usage_in_bytes': '250\n',
  });
  expect(createGroupMemoryReader(root).read()).toEqual({ limit: 1000, used: 250 });
});

test('without a limit, or where its use is not told, there is none', () => {
  expect(createGroupMemoryReader(makeRootFolder(version2)).read()).toBeNull();
  const untold = makeRootFolder({
    'proc/self/mountinfo': version2['proc/self/mountinfo'],
    'proc/self/cgroup': '0::/\n',
    'sys/fs/cgroup/memory.max': '1000\n',
  });
  expect(createGroupMemoryReader(untold).read()).toBeNull();
});
