import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCacheSize } from './cacheSize.ts';

test.each([
  ['48K', 49_152],
  ['18432K\n', 18_874_368],
  ['8M', 8_388_608],
  ['1G', 1_073_741_824],
  ['512', 512],
])('reads %j', (text, bytes) => {
  expect(parseCacheSize(text)).toBe(bytes);
});

test.each(['', '0K', '0', 'K', '-1K', '4.5M', '32 KB', '99999999999999G', 'unknown'])('does not believe %j', (text) => {
  expect(parseCacheSize(text)).toBeNull();
});

test('reads any number of KiB as bytes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (kib) => {
      expect(parseCacheSize(`${kib}K`)).toBe(kib * 1024);
    }),
  );
});
