import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ThreadlabError } from '../errors.ts';
import { axisUnit, decadeTicks, formatTicks, linearTicks, unitTicks } from './axis.ts';
import { formatBytes, splitBytes } from './bytes.ts';
import { formatAgo, formatClockTime, formatDate, formatMoment } from './clockTime.ts';
import { formatSeconds } from './duration.ts';
import { formatCell, formatCores, formatRange, formatValue } from './format.ts';
import { formatCount, formatFixed, formatSignificant } from './number.ts';
import { parseQuantities, parseQuantity, splitList } from './parse.ts';
import type { Unit } from './quantity.ts';

const units: Unit[] = ['seconds', 'bytes', 'hertz', 'ratio', 'cores', 'perSecond', 'bytesPerSecond', 'count', 'index'];

describe('a duration reads as a person writes it', () => {
  test.each([
    [0, '0 s'],
    [100e-9, '100 ns'],
    [1.9e-9, '1.9 ns'],
    [4.4e-3, '4.4 ms'],
    [999.96e-6, '1 ms'],
    [1.5, '1.5 s'],
    [57, '57 s'],
    [59.97, '1 min'],
    [70, '1 min 10 s'],
    [3599.7, '1 h'],
    [5 * 3600 + 18 * 60, '5 h 18 min'],
    [2 * 86400 + 3 * 3600, '2 d 3 h'],
    [-0.25, '−250 ms'],
    [NaN, '–'],
    [Infinity, '–'],
  ])('%s s is %s', (seconds, words) => expect(formatSeconds(seconds)).toBe(words));

  test('takes more digits when asked', () => expect(formatSeconds(101.34e-9, 4)).toBe('101.3 ns'));
});

describe('sizes keep digits and unit apart', () => {
  test.each([
    [0, '0', 'B'],
    [64, '64', 'B'],
    [1023, '1,023', 'B'],
    [1024, '1.00', 'KiB'],
    [214 * 1024, '214', 'KiB'],
    [1023.7 * 1024, '1.00', 'MiB'],
    [3.5 * 1024 ** 3, '3.50', 'GiB'],
    [NaN, '–', ''],
  ])('%s bytes', (bytes, digits, unit) => expect(splitBytes(bytes)).toEqual({ digits, unit }));

  test('drops zeros in a sentence', () => expect(formatBytes(4096)).toBe('4 KiB'));
});

describe('other units', () => {
  test.each<[number, Unit, string]>([
    [3.42e9, 'hertz', '3.42 GHz'],
    [800e6, 'hertz', '800 MHz'],
    [50, 'hertz', '50 Hz'],
    [0.96, 'ratio', '96%'],
    [0.0405, 'ratio', '4.05%'],
    [1e-6, 'ratio', '< 0.01%'],
    [0, 'ratio', '0%'],
    [1.865, 'cores', '186.5%'],
    [6.7e6, 'perSecond', '6.7 M/s'],
    [1904, 'perSecond', '1,904/s'],
    [0.5, 'perSecond', '0.5/s'],
    [204117862, 'count', '204,117,862'],
    [-3, 'index', '−3'],
    [10 * 1024 * 1024, 'bytesPerSecond', '10 MiB/s'],
  ])('%s %s', (value, unit, words) => expect(formatValue(value, unit)).toBe(words));

  test('a share of the machine is named by its CPUs', () =>
    expect(formatCores(2, { of: 'machine', cpus: 16 })).toBe('12.5%'));

  test('a range names its unit once', () => {
    expect(formatRange(0.91, 1, 'ratio')).toBe('91 to 100%');
    expect(formatRange(4.4e-3, 5.1e-3, 'seconds')).toBe('4.4 to 5.1 ms');
    expect(formatRange(900e-6, 5.1e-3, 'seconds')).toBe('900 µs to 5.1 ms');
    expect(formatRange(6.1e6, 6.3e6, 'perSecond')).toBe('6.1 to 6.3 M/s');
    expect(formatRange(5, 5, 'count')).toBe('5');
  });

  test('a cell has fixed decimals', () => {
    expect(formatCell(1.865, 'cores')).toEqual({ digits: '186.5', unit: '' });
    expect(formatCell(0, 'cores')).toEqual({ digits: '0.0', unit: '' });
    expect(formatCell(1904.4, 'perSecond')).toEqual({ digits: '1,904', unit: '' });
    expect(formatCell(4096, 'bytes')).toEqual({ digits: '4.00', unit: 'KiB' });
  });

  test('what is not a number is never written as one', () => {
    for (const unit of units) {
      expect(formatValue(NaN, unit)).toBe('–');
      expect(formatCell(NaN, unit)).toEqual({ digits: '–', unit: '' });
    }
  });

  test('no finite value is written with an exponent, "NaN" or an ASCII minus before digits', () => {
    const value = fc.double({ min: -1e15, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(value, fc.constantFrom(...units.filter((unit) => unit !== 'index')), (number, unit) => {
        expect(formatValue(number, unit)).not.toMatch(/NaN|Infinity|e[+-]|-\d|undefined/);
      }),
    );
  });

  test('significant digits survive a rounding that adds one', () => {
    expect(formatSignificant(9.996)).toBe('10');
    expect(formatSignificant(99.96)).toBe('100');
    expect(formatSignificant(0.09996)).toBe('0.1');
    expect(formatFixed(-0.001, 1)).toBe('0.0');
    expect(formatCount(-1904)).toBe('−1,904');
  });
});

describe('what a person types', () => {
  test.each<[string, Unit, number]>([
    ['100ns', 'seconds', 1e-7],
    ['100 ns', 'seconds', 1e-7],
    ['1.5 s', 'seconds', 1.5],
    ['0.5', 'seconds', 0.5],
    ['2us', 'seconds', 2e-6],
    ['2µs', 'seconds', 2e-6],
    ['1 min 10 s', 'seconds', 70],
    ['4KiB', 'bytes', 4096],
    ['4kib', 'bytes', 4096],
    ['1e3', 'bytes', 1000],
    ['25%', 'ratio', 0.25],
    ['3.4GHz', 'hertz', 3.4e9],
    ['8', 'count', 8],
    ['−3', 'index', -3],
  ])('%s of %s', (text, unit, value) => expect(parseQuantity(text, unit)).toBe(value));

  test.each<[string, Unit]>([
    ['', 'seconds'],
    ['fast', 'seconds'],
    ['1 2', 'seconds'],
    ['5 apples', 'count'],
    ['10 s', 'bytes'],
    ['1,5', 'seconds'],
    ['NaN', 'seconds'],
    ['1e999', 'seconds'],
    ['0x10', 'count'],
    ['constructor', 'count'],
    ['1toString', 'count'],
  ])('refuses %j of %s and says so', (text, unit) => {
    expect(() => parseQuantity(text, unit)).toThrow(ThreadlabError);
    expect(() => parseQuantity(text, unit)).toThrow(JSON.stringify(text).slice(0, 4));
  });

  test('a sweep', () => {
    expect(parseQuantities('1, 2,4', 'count')).toEqual([1, 2, 4]);
    expect(() => splitList('1,,2')).toThrow('empty item');
  });

  test('a duration that is written is read back to its last shown digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), (seconds) => {
        const back = parseQuantity(formatSeconds(seconds), 'seconds');
        expect(Math.abs(back - seconds)).toBeLessThanOrEqual(Math.max(seconds * 0.0051, seconds > 60 ? 1800 : 0));
      }),
    );
  });
});

describe('an axis', () => {
  test('is named once, by its largest value', () => {
    expect(axisUnit(6.7e6, 'perSecond')).toEqual({ factor: 1e6, short: 'M/s', words: 'million a second' });
    expect(axisUnit(2e-6, 'seconds').short).toBe('µs');
  });

  test('starts at 0 and ends at or above the largest value, in at most 6 steps', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (largest) => {
        const ticks = linearTicks(largest);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(largest * (1 - 1e-9));
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });

  test.each([5e-324, Number.MIN_VALUE * 3, 1e-280, 1e280, 1e300, Number.MAX_VALUE, Infinity, NaN])(
    'is one also for %d: a few ticks that rise, none of them infinite',
    (largest) => {
      for (const unit of units) {
        const ticks = unitTicks(largest, unit);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(
          ticks.every((tick, i) => Number.isFinite(tick) && (i === 0 ? tick === 0 : tick > (ticks[i - 1] ?? 0))),
        ).toBe(true);
      }
    },
  );

  test('is round in its own unit', () => {
    expect(unitTicks(17 * 1024 ** 3, 'bytesPerSecond')).toEqual([0, 5, 10, 15, 20].map((ticks) => ticks * 1024 ** 3));
    const nearlyGiB = unitTicks(1001 * 1024 ** 2, 'bytesPerSecond');
    expect(nearlyGiB).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1].map((ticks) => Number((ticks * 1024 ** 3).toPrecision(12))));
    expect(unitTicks(0.17, 'ratio')).toEqual([0, 0.05, 0.1, 0.15, 0.2]);
    expect(unitTicks(0, 'bytes')).toEqual([0, 1]);
  });

  test('writes all its ticks with the same decimals', () => {
    expect(formatTicks([0, 2.5e6, 5e6], 1e6)).toEqual(['0', '2.5', '5.0']);
    expect(formatTicks([0, 0.5, 1], 0.01)).toEqual(['0', '50', '100']);
  });

  test('encloses values by whole powers of ten', () => {
    expect(decadeTicks([3e-7, 2e-4])).toEqual([1e-7, 1e-6, 1e-5, 1e-4, 1e-3]);
    expect(decadeTicks([0, NaN])).toEqual([]);
  });
});

describe('dates and clock times', () => {
  const now = new Date(2026, 9, 3, 14, 33, 5);
  test.each([
    [new Date(2026, 9, 3, 9, 5), 'today 09:05'],
    [new Date(2026, 9, 2, 23, 59), 'yesterday 23:59'],
    [new Date(2026, 8, 30, 8, 0), '30 Sep 08:00'],
    [new Date(2025, 11, 31, 8, 0), '31 Dec 2025 08:00'],
  ])('%s', (at, words) => expect(formatMoment(at, now)).toBe(words));

  test('clock times go to the second, ages are durations', () => {
    expect(formatClockTime(now)).toBe('14:33:05');
    expect(formatDate(now, now)).toBe('3 Oct');
    expect(formatAgo(19080)).toBe('5 h 18 min ago');
    expect(formatAgo(0.2)).toBe('just now');
    expect(formatMoment(new Date('nonsense'), now)).toBe('–');
  });
});
