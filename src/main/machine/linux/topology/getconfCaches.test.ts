import { expect, test } from 'vitest';
import { parseGetconfCaches } from './getconfCaches.ts';

const guest = `PATH                               /bin:/usr/bin
LEVEL1_ICACHE_SIZE                 32768
LEVEL1_ICACHE_ASSOC                
LEVEL1_ICACHE_LINESIZE             64
LEVEL1_DCACHE_SIZE                 49152
LEVEL1_DCACHE_ASSOC                12
LEVEL1_DCACHE_LINESIZE             64
LEVEL2_CACHE_SIZE                  1048576
LEVEL2_CACHE_ASSOC                 8
LEVEL2_CACHE_LINESIZE              64
LEVEL3_CACHE_SIZE                  532676608
LEVEL3_CACHE_ASSOC                 0
LEVEL3_CACHE_LINESIZE              64
LEVEL4_CACHE_SIZE                  
`;

test('reads sizes, ways and lines; who shares them is not known, and says so', () => {
  const { caches, notAvailable } = parseGetconfCaches(guest, 32);
  expect(caches).toEqual([
    { level: 1, type: 'data', sizeBytes: 49_152, ways: 12, lineBytes: 64, sharedBy: [], source: 'getconf' },
    { level: 1, type: 'instruction', sizeBytes: 32_768, ways: null, lineBytes: 64, sharedBy: [], source: 'getconf' },
    { level: 2, type: 'unified', sizeBytes: 1_048_576, ways: 8, lineBytes: 64, sharedBy: [], source: 'getconf' },
    { level: 3, type: 'unified', sizeBytes: 532_676_608, ways: null, lineBytes: 64, sharedBy: [], source: 'getconf' },
  ]);
  expect(notAvailable).toHaveProperty(['caches.sharedBy']);
});

test('does not believe a guest of 2 CPUs that is told 508 MiB', () => {
  const { caches, notAvailable } = parseGetconfCaches(guest, 2);
  expect(caches.at(-1)).toMatchObject({ level: 3, sizeBytes: null });
  expect(notAvailable['caches.L3.sizeBytes']).toContain('508 MiB for 2 CPUs');
});

test.each(['', 'LEVEL1_DCACHE_SIZE 0\n', 'LEVEL1_DCACHE_SIZE undefined\n'])(
  'says that nothing is known of %j',
  (output) => {
    const { caches, notAvailable } = parseGetconfCaches(output, 2);
    expect(caches).toEqual([]);
    expect(notAvailable['caches']).toMatch(/not know/);
  },
);
