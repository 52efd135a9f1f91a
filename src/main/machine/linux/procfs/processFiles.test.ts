import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitOf } from './cgroup.ts';
import { parseEnviron } from './environ.ts';
import { parseFdInfo, parseFdLink } from './fdLink.ts';
import { parseLimits } from './limits.ts';
import { parseSession } from './session.ts';
import { parseSmapsRollup } from './smapsRollup.ts';
import { refusalOf } from './testing/refusal.ts';

test('reads an environment, values with "=" and newlines too', () => {
  expect(parseEnviron(Buffer.from('A=1\0B=x=y\nz\0EMPTY=\0no value\0\0'))).toEqual([
    { name: 'A', value: '1' },
    { name: 'B', value: 'x=y\nz' },
    { name: 'EMPTY', value: '' },
    { name: 'no value', value: '' },
  ]);
});

test('makes an environment of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      for (const { name, value } of parseEnviron(bytes)) expect(`${name}${value}`.isWellFormed()).toBe(true);
    }),
  );
});

test('reads limits, those without a unit and those that are none', () => {
  const text =
    'Limit                     Soft Limit           Hard Limit           Units     \n' +
    'Max cpu time              unlimited            unlimited            seconds   \n' +
    'Max open files            1024                 524288               files     \n' +
    'Max nice priority         0                    0                    \n';
  expect(parseLimits(text)).toEqual([
    { name: 'Max cpu time', soft: null, hard: null, unit: 'seconds' },
    { name: 'Max open files', soft: 1024, hard: 524288, unit: 'files' },
    { name: 'Max nice priority', soft: 0, hard: 0, unit: '' },
  ]);
  expect(refusalOf(() => parseLimits('Limit\nMax files many\n'))).toBe('badFormat');
});

test.each([
  ['/srv/a file', 'file', null],
  ['/dev/shm/a', 'file', null],
  ['/dev/null', 'device', null],
  ['/memfd:x (deleted)', 'memory', null],
  ['socket:[4021]', 'socket', 4021],
  ['pipe:[7]', 'pipe', 7],
  ['anon_inode:[eventpoll]', 'anonymous', null],
])('knows what %s is', (target, kind, inode) => {
  expect(parseFdLink(target)).toEqual({ kind, inode });
});

test.each([
  ['pos:\t0\nflags:\t0100000\nmnt_id:\t23\nino:\t3\n', { access: 'read', inode: 3 }],
  ['pos:\t0\nflags:\t0100001\n', { access: 'write', inode: null }],
  ['pos:\t0\nflags:\t02\n', { access: 'both', inode: null }],
  ['', { access: null, inode: null }],
])('reads how a descriptor is open: %j', (text, expected) => {
  expect(parseFdInfo(text)).toEqual(expected);
});

test.each([
  ['7 (a) R 1) S 1 7 7 0 -1 4', null],
  ['7 (a) S 1 7 7 34819 7 4', 'pts/3'],
  ['7 (a) S 1 7 7 1025 7 4', 'tty1'],
  ['7 (a) S 1 7 7 1088 7 4', 'ttyS0'],
])('reads session and terminal of %j', (text, terminal) => {
  expect(parseSession(text)).toEqual({ session: 7, terminal });
});

test.each([
  ['/system.slice/nginx.service', 'nginx.service'],
  ['/user.slice/user-1000.slice/user@1000.service/app.slice/app-x.scope', 'app-x.scope'],
  ['/user.slice', null],
  ['/', null],
])('finds the unit of %s', (path, unit) => {
  expect(unitOf(path)).toBe(unit);
});

test('adds up the private pages of a process', () => {
  const text = 'Rss: 40 kB\nPss: 20 kB\nPrivate_Clean: 4 kB\nPrivate_Dirty:  8 kB\nSwap: 3 kB\nSwapPss:  2 kB\n';
  expect(parseSmapsRollup(text)).toEqual({
    residentBytes: 40960,
    proportionalBytes: 20480,
    uniqueBytes: 12288,
    swapBytes: 2048,
  });
  expect(refusalOf(() => parseSmapsRollup('Rss: 1 kB\n'))).toBe('badFormat');
});
