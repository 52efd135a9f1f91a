/** The shapes of the process table: each row by itself, under its parent, or in groups. */
import type { Filter } from '../../../shared/filter/filter.ts';
import { processFilterTable } from '../../../shared/filter/monitorFilters.ts';
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import type { Settings } from '../../../shared/settings.ts';
import { forestSteps } from './forest.ts';
import type { ForestNode, Row } from './forestNode.ts';
import { numberAt, textAt } from '../rows/passRows.ts';
import { filterRows } from '../rows/rowFilter.ts';

export type Shape = Settings['processShape'];
export type GroupBy = Settings['processGroups'];

export interface ShapeOptions {
  shape: Shape;
  groupBy: GroupBy;
  filter: Filter<ProcessField>;
  /** Branches that were opened or closed by hand: a tree is open at first, a group closed. */
  toggled: ReadonlySet<string>;
  arrange: (rows: readonly Row[]) => readonly Row[];
}

/** The rows to be shown, in their order, and those that the filter keeps, in the order of the pass; in steps. */
export function* shapeSteps(
  rows: readonly Row[],
  options: ShapeOptions,
): Generator<void, { shown: readonly Row[]; kept: readonly Row[] }> {
  const { shape, groupBy, filter, toggled, arrange } = options;
  const kept = filterRows(rows, filter, processFilterTable);
  yield;
  switch (shape) {
    case 'flat':
    case 'threads':
      return { shown: arrange(kept), kept };
    case 'tree': {
      const isOpen = (key: string) => !toggled.has(key);
      const nodes = treeNodes(rows, kept);
      yield;
      return { shown: yield* forestSteps(nodes, { isOpen, arrange }), kept };
    }
    case 'grouped': {
      const isOpen = (key: string) => toggled.has(key);
      const nodes = groupNodes(kept, groupBy);
      yield;
      return { shown: yield* forestSteps(nodes, { isOpen, arrange }), kept };
    }
  }
}

/** Rows that the filter keeps, and their parents, without which they would stand nowhere. */
function treeNodes(all: readonly Row[], kept: readonly Row[]): ForestNode[] {
  const byPid = new Map<number, number>();
  // Ended rows come last: one that lives under the same number goes before.
  for (let index = all.length - 1; index >= 0; index -= 1) byPid.set(all[index]?.id ?? 0, index);
  const nodes: ForestNode[] = kept.map((row) => ({ row, parent: -1, kind: 'row' }));
  /** Row of the pass -> node; the filter keeps rows in their order. */
  const nodeOf = new Int32Array(all.length).fill(-1);
  let next = 0;
  for (let index = 0; index < all.length && next < kept.length; index += 1) {
    if (all[index] !== kept[next]) continue;
    nodeOf[index] = next;
    next += 1;
  }
  // The list grows while it is walked: a parent that comes in brings its own.
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    const at = node === undefined ? undefined : byPid.get(numberAt(node.row, 'parentPid'));
    const parent = at === undefined ? undefined : all[at];
    if (node === undefined || at === undefined || parent === undefined || parent === node.row) continue;
    if (nodeOf[at] === -1) nodeOf[at] = nodes.push({ row: parent, parent: -1, kind: 'context' }) - 1;
    node.parent = nodeOf[at] ?? -1;
  }
  return nodes;
}

const noValueNames: Readonly<Record<GroupBy, string>> = {
  name: 'without a name',
  user: 'user not known',
  cgroup: 'no cgroup',
  container: 'no container',
  unit: 'no unit',
};

function groupNodes(kept: readonly Row[], groupBy: GroupBy): ForestNode[] {
  const members = new Map<string, Row[]>();
  for (const row of kept) {
    const text = textAt(row, groupBy);
    const name = text === null || text === '' ? noValueNames[groupBy] : text;
    const group = members.get(name);
    if (group === undefined) members.set(name, [row]);
    else group.push(row);
  }
  const names = [...members.keys()].sort();
  const table = { rowCount: names.length, columns: { name: names } };
  const nodes: ForestNode[] = names.map((name, index) => {
    const isEnded = members.get(name)?.every(({ status }) => status === 'ended') === true;
    // No process has the number 0: whoever acts on a row finds none here.
    const identity = { key: `group ${groupBy} ${name}`, id: 0, startTicks: 0 };
    return { row: { ...identity, status: isEnded ? 'ended' : 'live', table, index }, parent: -1, kind: 'group' };
  });
  names.forEach((name, parent) => {
    for (const row of members.get(name) ?? []) nodes.push({ row, parent, kind: 'row' });
  });
  return nodes;
}
