import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHostile } from './decodeHostile.ts';
import { emptyStat, parseStat, parseStatBytes } from './stat.ts';
import type { Stat } from './stat.ts';
import { capture } from './testing/capture.ts';
import { refusalOf } from './testing/refusal.ts';

const parseBytes = (bytes: Buffer): Stat & { name: string } => {
  const { nameStart, nameEnd, ...stat } = into(bytes);
  return { ...stat, name: decodeHostile(bytes.subarray(nameStart, nameEnd)) };
};
const into = (bytes: Buffer) => {
  const stat = emptyStat();
  parseStatBytes(bytes, bytes.length, 100, stat);
  return stat;
};

describe('a captured stat', () => {
  test.each([
    ['4100', 'python3', 'S', 0.24, 152057],
    ['4100/task/4101', 'pool-1 (a) b)', 'S', 0.05, 152064],
    ['4100/task/4102', 'line\nbreak) R 1', 'S', 0.04, 152064],
    ['4100/task/4103', 'caf\u00e9 \ufffd\ufffd', 'S', 0.03, 152064],
    ['4100/task/4104', '()', 'S', 0.04, 152065],
    ['4107', 'gone) Z (1', 'Z', 0, 152069],
    ['2', 'kthreadd', 'S', 0, 19],
  ])('of %s has its name, state and fields', (file, name, state, userTime, startTicks) => {
    const bytes = capture(`${file}/stat`);
    const expected = { name, state, userTime, startTicks };
    expect(parseStat(decodeHostile(bytes), 100)).toMatchObject(expected);
    expect(parseBytes(bytes)).toMatchObject(expected);
  });

  test('tells kernel threads by their flag', () => {
    expect(parseBytes(capture('2/stat')).kernelThread).toBe(true);
    expect(parseBytes(capture('4107/stat')).kernelThread).toBe(false);
  });

  test("counts every field as the manual does, and leaves out the children's", () => {
    const fields = Array.from({ length: 50 }, (_, index) => String(1000 + index + 3));
    const line = `7 (a) R ${fields.slice(1).join(' ')}\n`;
    const expected = {
      id: 7,
      name: 'a',
      state: 'R',
      parentPid: 1004,
      processGroup: 1005,
      session: 1006,
      terminalDevice: 1007,
      kernelThread: false,
      minorFaults: 1010,
      majorFaults: 1012,
      userTime: 10.14,
      systemTime: 10.15,
      cpuTime: 20.29,
      priority: 1018,
      nice: 1019,
      threads: 1020,
      startTicks: 1022,
      virtualBytes: 1023,
      lastCpu: 1039,
      policy: 1041,
      realTimePriority: 1040,
    };
    expect(parseStat(line, 100)).toEqual(expected);
    expect(parseBytes(Buffer.from(line))).toEqual(expected);
  });
});

/** Whatever a thread may give itself: up to 15 bytes without a zero byte. */
const anyName = fc.oneof(
  fc.uint8Array({ maxLength: 15 }).map((bytes) => bytes.map((byte) => byte || 1)),
  fc
    .array(fc.constantFrom(')', ' ', '(', '\n', '1', 'R', 'S'), { maxLength: 15 })
    .map((letters) => Buffer.from(letters.join(''))),
);
const anyFields = fc.tuple(
  fc.constantFrom('R', 'S', 'D', 'T', 't', 'Z', 'X', 'I'),
  fc.array(fc.integer({ min: -(2 ** 40), max: 2 ** 53 - 1 }), { minLength: 38, maxLength: 49 }),
);

function statLine(pid: number, name: Uint8Array, [state, fields]: [string, number[]]): Buffer {
  return Buffer.concat([Buffer.from(`${pid} (`), name, Buffer.from(`) ${state} ${fields.join(' ')}\n`)]);
}

describe('any stat', () => {
  test('reads back whatever name a thread gave itself', () => {
    fc.assert(
      fc.property(fc.nat(4194304), anyName, anyFields, (pid, name, fields) => {
        const line = statLine(pid, name, fields);
        const stat = into(line);
        expect([stat.id, stat.state, stat.startTicks]).toEqual([pid, fields[0], fields[1][18]]);
        expect(Buffer.compare(line.subarray(stat.nameStart, stat.nameEnd), Buffer.from(name))).toBe(0);
      }),
    );
  });

  test('reads alike from bytes and from text', () => {
    fc.assert(
      fc.property(fc.nat(4194304), anyName, anyFields, (pid, name, fields) => {
        const line = statLine(pid, name, fields);
        expect(parseBytes(line)).toEqual(parseStat(decodeHostile(line), 100));
      }),
    );
  });
});

describe('refuses', () => {
  const whole = capture('4100/task/4102/stat').toString('utf8');
  test.each([
    '',
    '\n',
    '1 (blah',
    '1 )( R 1',
    '(a) R 1 1',
    'x (a) R 1 1',
    '1 (cut short) R 1 1',
    whole.replace(' S ', ' SS '),
    whole.replace(' S ', '  '),
    whole.replace(' 152064 ', ' 15x '),
    whole.slice(0, whole.indexOf(' -1 0 0 ')),
    whole.slice(0, whole.indexOf(' 16781312 ')),
  ])('%j', (line) => {
    expect(refusalOf(() => parseStat(line, 100))).toBe('badFormat');
    expect(refusalOf(() => parseBytes(Buffer.from(line)))).toBe('badFormat');
  });
});
