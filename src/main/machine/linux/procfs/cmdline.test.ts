import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestCommandLine, parseCmdline } from './cmdline.ts';
import { capture } from './testing/capture.ts';

test.each([
  ['', null],
  ['/bin/sh\0-c\0sleep 1\0', '/bin/sh -c sleep 1'],
  ['a title that a program wrote over its arguments\0\0\0\0', 'a title that a program wrote over its arguments'],
  ['a\0\0b\0', 'a  b'],
  ['\0', ''],
  ['no end', 'no end'],
])('reads %j', (text, expected) => {
  expect(parseCmdline(Buffer.from(text))).toBe(expected);
});

test('reads the captured command line of a process, and none of a kernel thread and of a zombie', () => {
  expect(parseCmdline(capture('4100/cmdline'))).toBe('/usr/bin/python3 -c import threading\n...');
  expect([parseCmdline(capture('2/cmdline')), parseCmdline(capture('4107/cmdline'))]).toEqual([null, null]);
});

test('cuts a huge one and says so', () => {
  const text = parseCmdline(Buffer.alloc(640 * 1024, 'x'));
  expect([text?.length, text?.at(-1)]).toEqual([longestCommandLine + 1, '…']);
});

test('makes text of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      expect(parseCmdline(bytes)?.isWellFormed()).toBe(true);
    }),
  );
});
