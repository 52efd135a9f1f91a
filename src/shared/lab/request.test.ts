import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runRequest } from '../runs/record.ts';
import { cacheLatency } from './catalogue/cache-latency.ts';
import { lockContention } from './catalogue/lock-contention.ts';
import { planRun } from './plan.ts';
import { parseParameter, parseRequest } from './request.ts';
import { anyRequest } from './testing/anyRequest.ts';
import { warningsOf } from './warnings.ts';

describe('a request', () => {
  test('left empty asks for the defaults of the catalogue', () => {
    expect(parseRequest(lockContention, {})).toEqual({
      experiment: 'lock-contention',
      parameters: {
        engine: ['wasm'],
        lock: ['tas', 'mcs', 'futex'],
        threads: [1, 2],
        criticalSection: [100e-9],
        thinkTime: [100e-9],
        placement: ['free'],
        duration: [0.5],
      },
      repeats: 5,
    });
  });

  test('is one that the contract takes', () =>
    fc.assert(
      fc.property(anyRequest, (asked) => {
        expect(runRequest.parse(asked)).toEqual(asked);
      }),
    ));

  test.each([
    [
      { parameters: { lock: ['spin'] } },
      /^lock: there is no "spin". There are tas, ttas, backoff, ticket, mcs, clh, futex, pthreadMutex, /,
    ],
    [{ parameters: { locks: ['tas'] } }, /has no parameter "locks". It has engine, interpreter, lock, threads/],
    [{ parameters: { threads: [0] } }, 'threads: 0 is not within 1 to 256.'],
    [{ parameters: { threads: [1.5] } }, 'threads: 1.5 is not a whole number.'],
    [{ parameters: { threads: [1, 2, 1] } }, 'threads: 1 is named twice.'],
    [{ parameters: { threads: ['two'] } }, 'threads: "two" is not a number.'],
    [{ parameters: { threads: [] } }, 'threads: name at least one value.'],
    [{ parameters: { duration: [1, 2] } }, 'duration takes one value, not 2.'],
    [
      { parameters: { engine: ['cobol'] } },
      /lock-contention has no engine "cobol". It has wasm, native, node, python./,
    ],
    [
      { parameters: { interpreter: ['3.11'] } },
      /interpreter: the engine wasm has none. The engine that has some: python/,
    ],
    [{ parameters: { engine: ['python'], interpreter: [] } }, /interpreter: name at least one/],
    [{ repeats: 0 }, /repeats/],
    ['nothing', /cannot be read/],
  ])('%j is refused in words', (raw, words) => {
    expect(() => parseRequest(lockContention, raw)).toThrow(
      expect.objectContaining({ code: 'badInput', message: expect.stringMatching(words) }),
    );
  });

  test.each([
    [{ stride: [12] }, 'stride: 12 B is no multiple of 8 B.'],
    [{ workingSet: [2 ** 30] }, 'workingSet: 1 GiB is more than the 512 MiB that the engine wasm takes.'],
    [
      { engine: ['native', 'wasm'], workingSet: [2 ** 30] },
      'workingSet: 1 GiB is more than the 512 MiB that the engine wasm takes.',
    ],
  ])('of %j is refused in words', (parameters, words) => {
    expect(() => parseRequest(cacheLatency, { parameters })).toThrow(words);
    expect(parseRequest(cacheLatency, { parameters: { engine: ['native'], workingSet: [2 ** 30] } })).toBeDefined();
  });

  test('for an engine without a value is refused with the engines that have it', () => {
    expect(() => parseRequest(lockContention, { parameters: { lock: ['mcs', 'pthreadSpin'] } })).toThrow(
      'lock: the engine wasm has no pthreadSpin. The engines that have it: native.',
    );
    const parameters = { engine: ['wasm', 'native'], lock: ['pthreadSpin'] };
    expect(() => parseRequest(lockContention, { parameters })).toThrow('lock: the engine wasm has no pthreadSpin.');
  });

  test('of several engines takes the combinations that exist, and says what is left out', () => {
    const parameters = { engine: ['wasm', 'native'], lock: ['mcs', 'pthreadMutex'], threads: [2] };
    const asked = parseRequest(lockContention, { parameters });
    const { points } = planRun(lockContention, asked, 1);
    expect(points.map(({ engine, lock }) => `${engine} ${lock}`)).toEqual([
      'wasm mcs',
      'native mcs',
      'native pthreadMutex',
    ]);
    expect(warningsOf(lockContention, asked, 2)).toEqual(['wasm has no pthreadMutex: measured on native alone.']);
  });

  test('is written with units and lists', () => {
    expect(parseParameter(lockContention, 'criticalSection', '0, 200ns')).toEqual([0, 200e-9]);
    expect(parseParameter(lockContention, 'lock', 'tas,mcs')).toEqual(['tas', 'mcs']);
  });
});
