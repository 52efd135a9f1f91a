import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licenceList, listFile, packagesOf, refused } from './licences.mjs';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const packages = packagesOf(read('package-lock.json'));

test('the list of licences is that of the lock file: npm run licences', () => {
  expect(read(listFile)).toBe(licenceList(packages));
});

test('no package has a licence that asks more than to be named', () => {
  expect(refused(packages)).toEqual([]);
});

test('a package without a licence, or with another one, is seen', () => {
  const lock = JSON.stringify({
    packages: {
      '': {},
      'node_modules/good': { version: '1.0.0', license: 'MIT AND ISC' },
      'node_modules/silent': { version: '1.0.0' },
      'node_modules/good/node_modules/strict': { version: '2.0.0', license: 'AGPL-3.0', dev: true },
    },
  });
  expect(refused(packagesOf(lock)).map(({ name }) => name)).toEqual(['silent', 'strict']);
});
