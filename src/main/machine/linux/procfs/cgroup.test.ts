import { expect, test } from 'vitest';
import { parseCgroup } from './cgroup.ts';
import { refusalOf } from './testing/refusal.ts';

const id = 'a1b2'.repeat(16);

test.each([
  ['0::/\n', '/', null],
  ['0::/user.slice/user-0.slice/session-1.scope\n', '/user.slice/user-0.slice/session-1.scope', null],
  ['9:name=systemd:/x\n4:memory:/y\n0::/z\n', '/z', null],
  ['9:name=systemd:/x\n4:memory:/y\n', '/x', null],
  [`0::/system.slice/docker-${id}.scope\n`, `/system.slice/docker-${id}.scope`, id],
  [`4:memory:/docker/${id}\n0::/\n`, '/', id],
  [
    `0::/kubepods.slice/pod1.slice/cri-containerd-${id}.scope/inner\n`,
    `/kubepods.slice/pod1.slice/cri-containerd-${id}.scope/inner`,
    id,
  ],
  [`0::/machine.slice/libpod-${id}.scope/container\n`, `/machine.slice/libpod-${id}.scope/container`, id],
  ['0::/lxc.payload.web/init.scope\n', '/lxc.payload.web/init.scope', 'web'],
  ['0::/a:b\n', '/a:b', null],
])('reads %j', (text, path, container) => {
  expect(parseCgroup(text)).toEqual({ path, container });
});

test('finds nothing in an empty file', () => {
  expect(parseCgroup('')).toBeNull();
});

test.each(['x\n', '0:/\n'])('refuses %j', (text) => {
  expect(refusalOf(() => parseCgroup(text))).toBe('badFormat');
});
