import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCpuList, parseCpuList, parseCpuMask } from './cpuList.ts';

const cpuSets = fc.uniqueArray(fc.nat(8191), { maxLength: 300 }).map((cpus) => cpus.toSorted((a, b) => a - b));

describe('lists of CPUs', () => {
  test.each([
    ['', []],
    ['\n', []],
    ['0', [0]],
    ['0-3', [0, 1, 2, 3]],
    ['0,2,4-5\n', [0, 2, 4, 5]],
    ['0 1 2', [0, 1, 2]],
    ['5,0-1', [0, 1, 5]],
    ['0-8:4', [0, 4, 8]],
    ['1-61:20', [1, 21, 41, 61]],
    ['0-11:2/4', [0, 1, 4, 5, 8, 9]],
    ['3,3,2-3', [2, 3]],
  ])('reads %j', (text, cpus) => {
    expect(parseCpuList(text)).toEqual(cpus);
  });

  test.each(['a', '1-', '-1', '3-1', '0-9:0', '0-9:5/4', '0-99999999999', '1.5', '0-3:1:2', '(null)'])(
    'refuses %j',
    (text) => {
      expect(() => parseCpuList(text)).toThrow(expect.objectContaining({ code: 'badFormat' }));
    },
  );

  test('reads back any set that was written', () => {
    fc.assert(
      fc.property(cpuSets, (cpus) => {
        expect(parseCpuList(formatCpuList(cpus))).toEqual(cpus);
      }),
    );
  });

  test('writes runs as ranges', () => {
    expect(formatCpuList([3, 0, 1, 2, 8, 2])).toBe('0-3,8');
  });
});

describe('masks of CPUs', () => {
  test.each([
    ['', []],
    ['0', []],
    ['00000000,00001111', [0, 4, 8, 12]],
    ['80000000,00000000', [63]],
    ['0x00006024', [2, 5, 13, 14]],
    ['fffff', Array.from({ length: 20 }, (_, cpu) => cpu)],
    ['0000,00000000,00000003', [0, 1]],
  ])('reads %j', (text, cpus) => {
    expect(parseCpuMask(text)).toEqual(cpus);
  });

  test.each(['xyz', '0-3', '1 2'])('refuses %j', (text) => {
    expect(() => parseCpuMask(text)).toThrow(expect.objectContaining({ code: 'badFormat' }));
  });

  test('reads the set whose bits are set', () => {
    fc.assert(
      fc.property(cpuSets, (cpus) => {
        const bits = cpus.reduce((mask, cpu) => mask | (1n << BigInt(cpu)), 0n).toString(16);
        const words = bits.padStart(Math.ceil(bits.length / 8) * 8, '0').replaceAll(/(.{8})(?=.)/g, '$1,');
        expect(parseCpuMask(words)).toEqual(cpus);
      }),
    );
  });
});
