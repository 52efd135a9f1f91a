import { expect, test } from 'vitest';
import { everyCpu, ownCoresFirst, pairOfCpus, placeThreads } from './placement.ts';

/** Two cores of two hardware threads, numbered as Linux does on many PCs. */
const smt = [0, 1, 2, 3].map((id) => ({ id, online: true, core: id % 2 }));
const all = [0, 1, 2, 3];

test.each([
  { placement: 'free', threads: 9, expected: null },
  { placement: 'ownCore', threads: 2, expected: [0, 1] },
  { placement: 'siblings', threads: 2, expected: [0, 2] },
  { placement: 'siblings', threads: 4, expected: [0, 2, 1, 3] },
])('$placement with $threads threads', ({ placement, threads, expected }) => {
  expect(placeThreads(placement, threads, smt, all)).toEqual(expected);
});

test('more threads than cores are refused', () => {
  expect(() => placeThreads('ownCore', 3, smt, all)).toThrow(/3 threads need 3 cores, and there are 2/);
});

test('siblings are refused where no core has two hardware threads', () => {
  expect(() => placeThreads('siblings', 2, smt, [0, 1])).toThrow(/no core here has two hardware threads/);
});

test('a machine that does not tell its cores promises none', () => {
  expect(() => placeThreads('ownCore', 1, [{ id: 0, online: true, core: null }], [0])).toThrow(/there are 0/);
});

test('every CPU that may be used comes in the order of package, last-level cache, core and hardware thread', () => {
  // Two packages of two caches of two cores; Linux numbers the packages, then the caches, by turns.
  const cpus = Array.from({ length: 16 }, (_, id) => ({
    id,
    online: id !== 15,
    package: id % 2,
    core: id % 8,
  }));
  const shared = [0, 1, 2, 3].map((cache) => cpus.filter(({ id }) => id % 4 === cache).map(({ id }) => id));
  const caches = [{ level: 2, sharedBy: [0, 8] }, ...shared.map((sharedBy) => ({ level: 3, sharedBy }))];
  const allowed = cpus.map(({ id }) => id).filter((id) => id !== 4);
  expect(everyCpu(cpus, caches, allowed)).toEqual([0, 8, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7]);
});

test('the order is that of the numbers where the machine tells nothing of its CPUs', () => {
  const cpus = [2, 0, 1].map((id) => ({ id, online: true, package: null, core: null }));
  expect(everyCpu(cpus, [], [0, 1, 2])).toEqual([0, 1, 2]);
});

test('one CPU alone hands a line to nobody', () => {
  const cpus = [0, 1].map((id) => ({ id, online: true, package: 0, core: id }));
  expect(() => everyCpu(cpus, [], [1])).toThrow('A line goes between two CPUs, and one alone may be used here.');
});

test('threads that should have cores of their own get them first, then the further hardware threads', () => {
  expect([1, 2, 3, 4, 5].map((threads) => ownCoresFirst(threads, smt, all))).toEqual([
    [0],
    [0, 1],
    [0, 1, 2],
    [0, 1, 2, 3],
    null,
  ]);
  expect(ownCoresFirst(1, [{ id: 0, online: true, core: null }], [0])).toBeNull();
});

test.each([
  { what: 'none where nothing is pinned', placements: ['free'], cpus: smt, allowed: all, pair: null },
  { what: 'of different cores', placements: ['sameCpu', 'twoCpus'], cpus: smt, allowed: [0, 2, 3], pair: [0, 3] },
  { what: 'of one core where there is no other', placements: ['twoCpus'], cpus: smt, allowed: [0, 2], pair: [0, 2] },
  { what: 'one, where both share it', placements: ['free', 'sameCpu'], cpus: smt, allowed: [3], pair: [3] },
])('the pair of CPUs is $what', ({ placements, cpus, allowed, pair }) => {
  expect(pairOfCpus(placements, cpus, allowed)).toEqual(pair);
});

test('two CPUs are refused where there is one', () => {
  expect(() => pairOfCpus(['twoCpus'], smt, [1])).toThrow('there is one CPU that this process may use');
});
