import { expect, test } from 'vitest';
import { hiddenWords } from './hiddenProcesses.ts';

const user = { isRoot: false, groups: [100] };
const root = { isRoot: true, groups: [] };

test('says nothing where nothing is hidden', () => {
  expect(hiddenWords({ hidepid: 0, gid: null }, user, 0)).toBeNull();
  expect(hiddenWords(null, user, 0)).toBeNull();
  expect(hiddenWords({ hidepid: 2, gid: null }, root, 0)).toBeNull();
  expect(hiddenWords({ hidepid: 2, gid: 100 }, user, 0)).toBeNull();
});

test('counts what is listed and refused', () => {
  expect(hiddenWords({ hidepid: 1, gid: null }, user, 3)).toMatch(/^3 processes hidden/);
  expect(hiddenWords({ hidepid: 1, gid: null }, user, 1)).toMatch(/^1 process hidden/);
});

test('says that some are not even listed', () => {
  expect(hiddenWords({ hidepid: 2, gid: 5 }, user, 0)).toMatch(/^Some processes are hidden/);
  expect(hiddenWords({ hidepid: 4, gid: null }, user, 0)).toMatch(/^Some processes are hidden/);
});
