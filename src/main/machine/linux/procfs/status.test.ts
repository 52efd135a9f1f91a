import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAffinityBytes, parseStatus, parseStatusBytes } from './status.ts';
import type { Status } from './status.ts';
import { capture } from './testing/capture.ts';
import { refusalOf } from './testing/refusal.ts';

function parseBytes(bytes: Buffer): Status {
  const status: Status = { uid: NaN, voluntarySwitches: NaN, involuntarySwitches: NaN, swapBytes: NaN };
  parseStatusBytes(bytes, bytes.length, status);
  return status;
}

test.each([
  ['4100', { uid: 0, voluntarySwitches: 12, involuntarySwitches: 7, swapBytes: 0 }],
  ['2', { uid: 0, swapBytes: null }],
  ['4107', { uid: 0, swapBytes: null }],
])('reads the captured status of %s', (pid, expected) => {
  const bytes = capture(`${pid}/status`);
  expect(parseStatus(bytes.toString())).toMatchObject(expected);
  expect(parseBytes(bytes)).toEqual(parseStatus(bytes.toString()));
});

test('reads the CPUs on which a thread may run, and null where Linux lists none', () => {
  const bytes = capture('4100/status');
  expect(parseAffinityBytes(bytes, bytes.length)).toBe('0-1');
  const cut = Buffer.from('Name:\ta\nCpus_allowed_list:\t0-3,8');
  expect(parseAffinityBytes(cut, cut.length)).toBe('0-3,8');
  expect(parseAffinityBytes(cut, 8)).toBeNull();
});

const anyStatus = fc.record({
  name: fc.constantFrom('a', 'Uid:', '\\nUid:\t7', 'voluntary_ctxt_switches:\t3'),
  real: fc.nat(),
  uid: fc.nat(2 ** 32 - 1),
  swap: fc.option(fc.nat(2 ** 30)),
  voluntary: fc.nat(),
  involuntary: fc.nat(),
  after: fc.constantFrom('', 'x86_Thread_features:\t\nx86_Thread_features_locked:\t\n'),
});

test('takes the effective user, and reads alike from bytes and from text', () => {
  fc.assert(
    fc.property(anyStatus, ({ name, real, uid, swap, voluntary, involuntary, after }) => {
      const swapLine = swap === null ? '' : `VmSwap:\t${String(swap).padStart(8)} kB\n`;
      const switches = `voluntary_ctxt_switches:\t${voluntary}\nnonvoluntary_ctxt_switches:\t${involuntary}\n`;
      const text = `Name:\t${name}\nUid:\t${real}\t${uid}\t${uid}\t${real}\n${swapLine}Threads:\t1\n${switches}${after}`;
      const expected = {
        uid,
        voluntarySwitches: voluntary,
        involuntarySwitches: involuntary,
        swapBytes: swap === null ? null : swap * 1024,
      };
      expect(parseStatus(text)).toEqual(expected);
      expect(parseBytes(Buffer.from(text))).toEqual(expected);
    }),
  );
});

const whole = capture('4100/status').toString();
test.each([
  '',
  'Name:\ta\n',
  whole.replace('Uid:', 'Uxd:'),
  whole.replace('\nvoluntary', '\nvolxntary'),
  whole.replace('nonvoluntary_ctxt_switches:\t', 'nonvoluntary_ctxt_switches:\tx'),
  whole.replace(/VmSwap:.*/, 'VmSwap:\tx kB'),
])('refuses %.20j', (text) => {
  expect(refusalOf(() => parseStatus(text))).toBe('badFormat');
  expect(refusalOf(() => parseBytes(Buffer.from(text)))).toBe('badFormat');
});
