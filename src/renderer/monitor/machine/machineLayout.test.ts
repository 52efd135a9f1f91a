import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cacheGroups, machineLayout, type CoreBox, type SharedBox } from './machineLayout.ts';
import { machineOf } from '../testing/machines.ts';

const words = (box: SharedBox | CoreBox): string => {
  const caches = box.caches.map(({ level, type }) => `L${level}${type === 'unified' ? '' : type[0]}`).join('+');
  return box.kind === 'core'
    ? `core ${box.core}(${box.cpus.map(({ id }) => id).join(',')})${caches === '' ? '' : ` ${caches}`}`
    : `${caches}${box.node === null ? '' : `node ${box.node}`}[${box.inside.map(words).join('; ')}]`;
};
const layoutWords = (machine: Parameters<typeof machineOf>[0]) =>
  machineLayout(machineOf(machine)).packages.map((box) => `${box.package}: ${box.inside.map(words).join('; ')}`);
/** Puts CPUs into NUMA nodes, so many each. */
function withNodes(machine: ReturnType<typeof machineOf>, each: number): ReturnType<typeof machineOf> {
  for (const cpu of machine.cpus) cpu.node = Math.floor(cpu.id / each);
  machine.nodes = [...Map.groupBy(machine.cpus, ({ node }) => node ?? 0)].map(([id, cpus]) => ({
    id,
    cpus: cpus.map((cpu) => cpu.id),
    memoryBytes: null,
  }));
  return machine;
}

test('two CPUs without a word on caches are two cores in a package', () => {
  expect(layoutWords({ cores: 2 })).toEqual(['0: core 0(0); core 1(1)']);
});

test('siblings share a core with its own caches, cores share the last-level cache around them', () => {
  expect(layoutWords({ cores: 4, threads: 2, ownCaches: true, lastLevel: 2 })).toEqual([
    '0: L3[core 0(0,1) L1d+L1i+L2; core 1(2,3) L1d+L1i+L2]; L3[core 2(4,5) L1d+L1i+L2; core 3(6,7) L1d+L1i+L2]',
  ]);
});

test('a cache that some cores share lies inside the one that all share', () => {
  const machine = machineOf({ cores: 4, lastLevel: 4 });
  machine.caches.push({
    level: 2,
    type: 'unified',
    sizeBytes: 1,
    ways: null,
    lineBytes: null,
    sharedBy: [2, 3],
    source: 'sysfs',
  });
  expect(machineLayout(machine).packages[0]?.inside.map(words)).toEqual([
    'L3[L2[core 2(2); core 3(3)]; core 0(0); core 1(1)]',
  ]);
});

test('NUMA nodes are boxes of a package that spans several, the label of a cache of the same CPUs, or of whole packages', () => {
  const inside = (machine: ReturnType<typeof machineOf>) =>
    machineLayout(machine).packages.map((box) => [box.node, ...box.inside.map(words)]);
  expect(inside(withNodes(machineOf({ cores: 4, lastLevel: 1 }), 2))).toEqual([
    [null, 'node 0[core 0(0) L3; core 1(1) L3]', 'node 1[core 2(2) L3; core 3(3) L3]'],
  ]);
  expect(inside(withNodes(machineOf({ cores: 4, lastLevel: 2 }), 2))).toEqual([
    [null, 'L3node 0[core 0(0); core 1(1)]', 'L3node 1[core 2(2); core 3(3)]'],
  ]);
  expect(inside(withNodes(machineOf({ packages: 3, cores: 1 }), 2)).map(([node]) => node)).toEqual([0, 0, 1]);
  expect(inside(withNodes(machineOf({ cores: 2 }), 2)).map(([node]) => node)).toEqual([null]);
});

test('offline CPUs are named and drawn nowhere; a cache of theirs is told apart', () => {
  const machine = machineOf({ cores: 2, ownCaches: true });
  const [, second] = machine.cpus;
  if (second !== undefined) second.online = false;
  const layout = machineLayout(machine);
  expect(layout.offline).toEqual([1]);
  expect(layout.packages.flatMap((box) => box.cpus)).toEqual([0]);
  expect(layout.outside).toHaveLength(3);
});

test('every online CPU is drawn exactly once, on any machine', () => {
  const shape = fc.record({
    packages: fc.integer({ min: 1, max: 4 }),
    cores: fc.integer({ min: 1, max: 16 }),
    threads: fc.integer({ min: 1, max: 4 }),
    lastLevel: fc.integer({ min: 1, max: 8 }),
    ownCaches: fc.boolean(),
  });
  const drawn = (box: SharedBox | CoreBox): number[] =>
    box.kind === 'core' ? box.cpus.map(({ id }) => id) : box.inside.flatMap(drawn);
  fc.assert(
    fc.property(shape, (given) => {
      const machine = machineOf(given);
      const all = machineLayout(machine).packages.flatMap((box) => box.inside.flatMap(drawn));
      expect(all.toSorted((a, b) => a - b)).toEqual(machine.cpus.map(({ id }) => id));
      expect(
        cacheGroups(machine, all)
          .flat()
          .toSorted((a, b) => a - b),
      ).toEqual(all.toSorted((a, b) => a - b));
    }),
  );
});

test('256 CPUs in two packages', () => {
  const layout = machineLayout(machineOf({ packages: 2, cores: 64, threads: 2, lastLevel: 8, ownCaches: true }));
  expect(layout.packages.map((box) => [box.cpus.length, box.inside.length])).toEqual([
    [128, 8],
    [128, 8],
  ]);
});

test('without a description all CPUs are one group', () => {
  expect(cacheGroups(null, [0, 1])).toEqual([[0, 1]]);
});
