import { endianness } from 'node:os';
import { expect, test } from 'vitest';
import { parseAuxv } from './auxv.ts';
import { parseOpenFilesLimit } from './limits.ts';
import { parseProcMount } from './mountinfo.ts';
import { parsePasswd } from './passwd.ts';
import { schedulingPolicyName } from './schedulingPolicy.ts';
import { parseSyscall } from './syscall.ts';
import { syscallNames } from './syscallNames.ts';
import { refusalOf } from './testing/refusal.ts';
import { parseWchan } from './wchan.ts';

test('learns the clock ticks and the page size of Linux', () => {
  const eight = new BigUint64Array([33n, 5n, 6n, 16384n, 17n, 250n, 0n, 0n]);
  expect(parseAuxv(new Uint8Array(eight.buffer), 8)).toEqual({ ticksPerSecond: 250, pageBytes: 16384 });
  const four = new Uint32Array([6, 4096, 17, 100, 0, 0]);
  expect(parseAuxv(new Uint8Array(four.buffer), 4)).toEqual({ ticksPerSecond: 100, pageBytes: 4096 });
  expect(refusalOf(() => parseAuxv(new Uint8Array(32), 8))).toBe('badFormat');
  expect(['LE', 'BE']).toContain(endianness());
});

test('finds how many files may be open', () => {
  const line = (soft: string) =>
    `Limit  Soft Limit\nMax open files            ${soft}                20000                files     \n`;
  expect(parseOpenFilesLimit(line('1024'))).toBe(1024);
  expect(parseOpenFilesLimit(line('unlimited'))).toBe(Infinity);
  expect(refusalOf(() => parseOpenFilesLimit(''))).toBe('badFormat');
});

test.each([
  ['21 26 0:20 / /proc rw,relatime - proc proc rw\n', { hidepid: 0, gid: null }],
  ['21 26 0:20 / /proc rw,relatime shared:5 - proc proc rw,gid=27,hidepid=invisible\n', { hidepid: 2, gid: 27 }],
  ['21 26 0:20 / /proc rw - proc proc rw\n22 26 0:21 / /proc rw - proc proc rw,hidepid=1\n', { hidepid: 1, gid: null }],
  ['21 26 0:20 / /proc rw - proc proc rw,hidepid=ptraceable\n', { hidepid: 4, gid: null }],
  ['21 26 0:20 / /elsewhere rw - proc proc rw,hidepid=2\n', null],
  ['', null],
])('sees how much of /proc is hidden in %j', (text, expected) => {
  expect(parseProcMount(text, '/proc')).toEqual(expected);
});

test('names users, the first of two, and leaves out what is no account', () => {
  const names = parsePasswd(
    'root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/root:/bin/sh\n+::::::\n# note\nnobody:x:65534:1::/:/\n',
  );
  expect([...names]).toEqual([
    [0, 'root'],
    [65534, 'nobody'],
  ]);
});

test('names policies and shows unknown ones by number', () => {
  expect([0, 1, 6, 9].map(schedulingPolicyName)).toEqual(['other', 'fifo', 'deadline', 'policy 9']);
});

test('names system calls', () => {
  const names = syscallNames('x64');
  expect([names[0], names[202], names[424], names[450]]).toEqual([
    'read',
    'futex',
    'pidfd_send_signal',
    'set_mempolicy_home_node',
  ]);
  expect([syscallNames('arm64')[98], syscallNames('arm64')[63], syscallNames('mips').length]).toEqual([
    'futex',
    'read',
    0,
  ]);
  expect(parseSyscall('202 0x7f 0x80 0x0 0x0 0x0 0x0 0x7ffc 0x7f09\n', names)).toBe('202 futex');
  expect(parseSyscall('9999 0x7f 0x80 0x0 0x0 0x0 0x0 0x7ffc 0x7f09\n', names)).toBe('9999');
  expect([parseSyscall('running\n', names), parseSyscall('-1 0x7ffc 0x7f09\n', names)]).toEqual(['running', 'none']);
  expect(refusalOf(() => parseSyscall('', names))).toBe('badFormat');
});

test('names wait channels', () => {
  expect([parseWchan('futex_do_wait'), parseWchan('0'), parseWchan('')]).toEqual(['futex_do_wait', null, null]);
});
