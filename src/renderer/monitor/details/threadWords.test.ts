import { expect, test } from 'vitest';
import { switchVerdict, waitEvidence } from './threadWords.ts';

test.each([
  [900, 3, 'Gives up the CPU 900 times a second by itself, was pushed off 3 times.'],
  [1, 0, 'Gives up the CPU once a second by itself, was never pushed off.'],
  [0, 118.4, 'Never gives up the CPU by itself, was pushed off 118 times a second.'],
  [0.25, 0, 'Gives up the CPU 0.25 times a second by itself, was never pushed off.'],
  [0, 0, 'No switch in the last reading: it kept its CPU, or slept all through.'],
  [NaN, 3, null],
])('%d voluntary and %d involuntary switches a second', (voluntary, involuntary, words) => {
  expect(switchVerdict(voluntary, involuntary)).toBe(words);
});

const socket = { protocol: 'tcp', local: '127.0.0.1:80', remote: '127.0.0.1:5000', state: 'established' } as const;

test.each([
  [{ call: null, on: null }, 'in no system call'],
  [{ call: 'poll', on: null }, 'in poll'],
  [{ call: 'futex', on: { kind: 'address', address: '0x7f', others: 0 } }, 'in futex on 0x7f, alone'],
  [{ call: 'futex', on: { kind: 'address', address: '0x7f', others: 3 } }, 'in futex on 0x7f, as 3 others do'],
  [{ call: 'wait4', on: { kind: 'child', pid: 9, child: null } }, 'in wait4 for 9'],
  [
    { call: 'fsync', on: { kind: 'descriptor', fd: 3, target: '/var/\u001bwal', socket: null } },
    'in fsync on descriptor 3: /var/\\ewal',
  ],
  [{ call: 'read', on: { kind: 'descriptor', fd: 3, target: null, socket: null } }, 'in read on descriptor 3'],
  [
    { call: 'recvfrom', on: { kind: 'descriptor', fd: 8, target: 'socket:[7]', socket } },
    'in recvfrom on descriptor 8: tcp 127.0.0.1:80 to 127.0.0.1:5000, established',
  ],
] as const)('%j', (wait, words) => expect(waitEvidence(wait)).toBe(words));
