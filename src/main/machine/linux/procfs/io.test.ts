import { expect, test } from 'vitest';
import { parseIo } from './io.ts';
import { capture } from './testing/capture.ts';
import { refusalOf } from './testing/refusal.ts';

test('reads what went to and from storage', () => {
  const text =
    'rchar: 9\nwchar: 8\nsyscr: 7\nsyscw: 6\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 5\n';
  expect(parseIo(text)).toEqual({ readBytes: 4096, writeBytes: 8192 });
});

test('reads a captured io', () => {
  expect(parseIo(capture('2/io').toString())).toEqual({ readBytes: 0, writeBytes: 0 });
});

test.each(['', 'read_bytes: 1\n', 'read_bytes: x\nwrite_bytes: 1\n', 'cancelled_write_bytes: 1\nread_bytes: 1\n'])(
  'refuses %j',
  (text) => {
    expect(refusalOf(() => parseIo(text))).toBe('badFormat');
  },
);
