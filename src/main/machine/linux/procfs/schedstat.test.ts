import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSchedstat, parseSchedstatBytes } from './schedstat.ts';
import { capture } from './testing/capture.ts';
import { refusalOf } from './testing/refusal.ts';

function parseBytes(bytes: Buffer) {
  const into = { cpuTime: NaN, runQueueDelay: NaN, timeslices: NaN };
  parseSchedstatBytes(bytes, bytes.length, into);
  return into;
}

test('reads a captured schedstat in seconds', () => {
  const { cpuTime, runQueueDelay } = parseSchedstat(capture('4100/task/4101/schedstat').toString());
  expect(cpuTime).toBeCloseTo(0.05986291, 12);
  expect(runQueueDelay).toBeCloseTo(0.009262896, 12);
});

test('reads alike from bytes and from text', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.nat(), (running, waiting, slices) => {
      const text = `${running} ${waiting} ${slices}\n`;
      expect(parseBytes(Buffer.from(text))).toEqual(parseSchedstat(text));
    }),
  );
});

test.each(['', '1 2\n', 'a b c\n', '1 2 x\n'])('refuses %j', (text) => {
  expect(refusalOf(() => parseSchedstat(text))).toBe('badFormat');
  expect(refusalOf(() => parseBytes(Buffer.from(text)))).toBe('badFormat');
});
