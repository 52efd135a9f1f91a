import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { processFilterTable } from '../../../shared/filter/monitorFilters.ts';
import { parseFilter } from '../../../shared/filter/parseFilter.ts';
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import { finish } from '../rows/finish.ts';
import { sortRows } from '../rows/orderRows.ts';
import { joinPass, numberAt, textAt, type PassRow } from '../rows/passRows.ts';
import { turnBranchOf } from './forest.ts';
import { shapeSteps, type ShapeOptions } from './shapes.ts';
import { tableOf, type ProcessValues } from '../testing/snapshots.ts';

type Row = PassRow<ProcessField>;

const rowsOf = (values: readonly ProcessValues[], before: readonly Row[] | null = null): Row[] =>
  joinPass<ProcessField>(tableOf(values.map((row) => ({ startTicks: 1, ...row }))), 'pid', 'startTicks', before);

/** init > (shell > (make > cc, cc), sshd); kthreadd by itself. */
const family: ProcessValues[] = [
  { pid: 1, parentPid: 0, name: 'init', user: 'root', cpu: 0.1, threads: 1, nice: 0 },
  { pid: 2, parentPid: 0, name: 'kthreadd', user: 'root', cpu: 0, threads: 1, nice: -20 },
  { pid: 10, parentPid: 1, name: 'shell', user: 'ada', cpu: 0.2, threads: 1, nice: 0 },
  { pid: 11, parentPid: 10, name: 'make', user: 'ada', cpu: 0.05, threads: 2, nice: 5 },
  { pid: 12, parentPid: 11, name: 'cc', user: 'ada', cpu: 0.9, threads: 1, nice: 5 },
  { pid: 13, parentPid: 11, name: 'cc', user: 'ada', cpu: 1.1, threads: 4, nice: 5 },
  { pid: 14, parentPid: 1, name: 'sshd', user: 'root', cpu: 0.3, threads: 1, nice: 0 },
];

function shape(rows: readonly Row[], options: Partial<ShapeOptions> & { filterText?: string }) {
  const parsed = parseFilter(options.filterText ?? '', processFilterTable);
  if ('error' in parsed) throw new Error(parsed.error.message);
  const steps = shapeSteps(rows, {
    shape: 'tree',
    groupBy: 'name',
    filter: parsed.filter,
    toggled: new Set(),
    arrange: (some) => sortRows(some, { field: 'cpu', direction: 'descending' }),
    ...options,
  });
  return finish(steps);
}
const drawn = (rows: readonly Row[]) =>
  rows.map((row) => `${'-'.repeat((row.branch?.level ?? 1) - 1)}${textAt(row, 'name') ?? ''}`);
const named = (rows: readonly Row[], name: string): Row => {
  const found = rows.find((row) => textAt(row, 'name') === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

describe('a tree', () => {
  test('has each process under its parent, siblings in the order of the table', () => {
    const { shown, kept } = shape(rowsOf(family), {});
    expect(drawn(shown)).toEqual(['init', '-sshd', '-shell', '--make', '---cc', '---cc', 'kthreadd']);
    expect(numberAt(shown[4] as Row, 'pid')).toBe(13);
    expect(kept).toHaveLength(7);
    expect(named(shown, 'shell').branch).toMatchObject({ level: 2, isOpen: true, position: 2, siblings: 2, size: 4 });
    expect(named(shown, 'sshd').branch).toMatchObject({ isOpen: null, isSum: false });
  });

  test('a closed branch sums what adds up, keeps its own name and number, and takes its place by the sum', () => {
    const rows = rowsOf(family);
    const { shown } = shape(rows, { toggled: new Set(['10:1']) });
    expect(drawn(shown)).toEqual(['init', '-shell', '-sshd', 'kthreadd']);
    const shell = named(shown, 'shell');
    expect(numberAt(shell, 'cpu')).toBeCloseTo(2.25, 12);
    expect([numberAt(shell, 'threads'), numberAt(shell, 'nice'), shell.id]).toEqual([8, 0, 10]);
    expect(shell.branch).toMatchObject({ isSum: true, isOpen: false, size: 4 });
    expect(shell.branch?.keys().toSorted()).toEqual(['10:1', '11:1', '12:1', '13:1']);
  });

  test('a sum of which one part is not known is not known', () => {
    const { shown } = shape(rowsOf(family.map((row) => (row.pid === 12 ? { ...row, cpu: NaN } : row))), {
      toggled: new Set(['10:1']),
    });
    expect(numberAt(named(shown, 'shell'), 'cpu')).toBeNaN();
    expect(numberAt(named(shown, 'shell'), 'threads')).toBe(8);
  });

  test('a filter keeps the parents of what it keeps, which neither match nor add', () => {
    const { shown, kept } = shape(rowsOf(family), { filterText: 'name=cc cpu>1' });
    expect(drawn(shown)).toEqual(['init', '-shell', '--make', '---cc']);
    expect(kept).toHaveLength(1);
    expect(shown.map(({ branch }) => branch?.kind)).toEqual(['context', 'context', 'context', 'row']);
    const closed = shape(rowsOf(family), { filterText: 'name=cc cpu>1', toggled: new Set(['1:1']) });
    expect(numberAt(named(closed.shown, 'init'), 'cpu')).toBe(1.1);
  });

  test('an ended row stays under its parent for one pass and adds nothing', () => {
    const first = rowsOf(family);
    const second = rowsOf(
      family.filter(({ pid }) => pid !== 13),
      first,
    );
    const { shown } = shape(second, {});
    expect(drawn(shown)).toEqual(['init', '-sshd', '-shell', '--make', '---cc', '---cc', 'kthreadd']);
    const closed = shape(second, { toggled: new Set(['11:1']) });
    expect(numberAt(named(closed.shown, 'make'), 'threads')).toBe(3);
  });
});

describe('a branch that is turned', () => {
  const order = (rows: readonly Row[]) => rows.map(({ key }) => key);
  const turn = (rows: readonly Row[], name: string) => {
    const turned = turnBranchOf(named(rows, name));
    if (turned === null) throw new Error(`${name} has no branch`);
    return turned;
  };

  test('closes and opens in its place, however the branches in it stand, and shows what a new pass shows', () => {
    const rows = rowsOf(family);
    const { shown } = shape(rows, {});
    const without = turn(shown, 'make');
    expect(drawn(without)).toEqual(['init', '-sshd', '-shell', '--make', 'kthreadd']);
    expect(numberAt(named(without, 'make'), 'cpu')).toBeCloseTo(2.05, 12);
    const closed = turn(without, 'shell');
    expect(drawn(closed)).toEqual(['init', '-sshd', '-shell', 'kthreadd']);
    const anew = named(shape(rows, { toggled: new Set(['10:1', '11:1']) }).shown, 'shell');
    expect([numberAt(named(closed, 'shell'), 'cpu'), named(closed, 'shell').branch?.isSum]).toEqual([
      numberAt(anew, 'cpu'),
      true,
    ]);
    expect(drawn(turn(closed, 'shell'))).toEqual(drawn(without));
    expect(order(turn(turn(closed, 'shell'), 'make'))).toEqual(order(shown));
    expect(numberAt(named(turn(closed, 'shell'), 'shell'), 'cpu')).toBe(0.2);
  });

  test('moves no other row, and draws none of them anew', () => {
    const { shown } = shape(rowsOf(family), { shape: 'grouped', groupBy: 'user' });
    const opened = turn(shown, 'ada');
    expect(drawn(opened)).toEqual(['ada', '-cc', '-cc', '-shell', '-make', 'root']);
    expect(numberAt(named(opened, 'ada'), 'cpu')).toBeCloseTo(2.25, 12);
    expect(named(opened, 'ada').branch).toMatchObject({ isOpen: true, isSum: true });
    expect(named(opened, 'root')).toBe(named(shown, 'root'));
    expect(order(turn(opened, 'ada'))).toEqual(order(shown));
  });
});

describe('groups', () => {
  test('are closed at first, show sums, what their rows share, and no process', () => {
    const { shown } = shape(rowsOf(family), { shape: 'grouped', groupBy: 'user' });
    expect(drawn(shown)).toEqual(['ada', 'root']);
    const ada = named(shown, 'ada');
    expect(numberAt(ada, 'cpu')).toBeCloseTo(2.25, 12);
    expect([ada.id, textAt(ada, 'user'), numberAt(ada, 'pid'), ada.branch?.size]).toEqual([0, 'ada', NaN, 4]);
  });

  test('open under their key; what has no value stands in a group of its own', () => {
    const rows = rowsOf(family.map((row) => ({ ...row, unit: row.pid === 14 ? 'ssh.service' : null })));
    const { shown } = shape(rows, { shape: 'grouped', groupBy: 'unit', toggled: new Set(['group unit ssh.service']) });
    expect(drawn(shown)).toEqual(['no unit', 'ssh.service', '-sshd']);
  });
});

const processes = fc.uniqueArray(
  fc.record({ pid: fc.integer({ min: 1, max: 60 }), parentPid: fc.nat(60), cpu: fc.constantFrom(0, 0.5, 1, 2) }),
  { selector: ({ pid }) => pid, maxLength: 40 },
);

test('however processes stand to one another, each is shown once in an open tree, and closing loses no CPU time', () => {
  fc.assert(
    fc.property(processes, fc.array(fc.integer({ min: 1, max: 60 })), (made, closed) => {
      const rows = rowsOf(made.map((one) => ({ ...one, name: `p${one.pid}` })));
      const all = made.reduce((sum, { cpu }) => sum + cpu, 0);
      expect(
        shape(rows, {})
          .shown.map(({ id }) => id)
          .toSorted((a, b) => a - b),
      ).toEqual(made.map(({ pid }) => pid).toSorted((a, b) => a - b));
      const { shown } = shape(rows, { toggled: new Set(closed.map((pid) => `${pid}:1`)) });
      expect(shown.reduce((sum, row) => sum + numberAt(row, 'cpu'), 0)).toBeCloseTo(all, 9);
      for (const [index, row] of shown.entries()) {
        const level = row.branch?.level ?? 0;
        expect(level).toBeGreaterThan(0);
        expect(level).toBeLessThanOrEqual((shown[index - 1]?.branch?.level ?? 0) + 1);
      }
    }),
  );
});

test('20,000 processes take a shape', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => ({
    pid: i + 1,
    parentPid: i >> 3,
    name: `p${i % 90}`,
    cpu: 0,
  }));
  const rows = rowsOf(many);
  expect(shape(rows, {}).shown).toHaveLength(20_000);
  expect(shape(rows, { shape: 'grouped' }).shown).toHaveLength(90);
});
