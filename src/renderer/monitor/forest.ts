/**
 * Rows under rows: processes under their parents, or under what they have in common. A closed branch stands for all of its rows
 * and shows their sums; siblings are in the order of the table. Pure.
 */
import { processFields, type ProcessField } from '../../shared/monitor/processFields.ts';
import type { Field } from '../../shared/monitor/field.ts';
import type { NumberColumn, Table, TextColumn } from '../../shared/monitor/snapshot.ts';
import { numberAt, textAt, type Branch, type PassRow } from './passRows.ts';

type Row = PassRow<ProcessField>;

export interface ForestNode {
  row: Row;
  /** Index of the node above; -1 for none. */
  parent: number;
  /** `group`: stands for what its rows have in common, and is none of them. `context`: the filter keeps only rows under it. */
  kind: 'row' | 'group' | 'context';
}

export interface ForestOptions {
  /** Whether the branch under this key is open. */
  isOpen: (key: string) => boolean;
  /** Puts rows, all at once, into the order that siblings then have. */
  arrange: (rows: readonly Row[]) => readonly Row[];
}

/** The rows that are seen, in their order, each with its place in the forest; in steps, of which each takes its time. */
export function* forestSteps(
  nodes: readonly ForestNode[],
  { isOpen, arrange }: ForestOptions,
): Generator<void, readonly Row[]> {
  const { parents, inOrder } = topDown(nodes);
  const childCount = new Int32Array(nodes.length);
  const size = new Int32Array(nodes.length);
  for (let at = inOrder.length - 1; at >= 0; at -= 1) {
    const node = inOrder[at] ?? 0;
    if (counts(nodes[node])) size[node] = (size[node] ?? 0) + 1;
    const parent = parents[node] ?? -1;
    if (parent < 0) continue;
    size[parent] = (size[parent] ?? 0) + (size[node] ?? 0);
    childCount[parent] = (childCount[parent] ?? 0) + 1;
  }
  const summed: number[] = [];
  nodes.forEach(({ row, kind }, node) => {
    if (kind === 'group' || ((childCount[node] ?? 0) > 0 && !isOpen(row.key))) summed.push(node);
  });
  const sums = summed.length === 0 ? null : sumTable(nodes, parents, atOrUnder(summed, parents, inOrder), summed);
  yield;
  const sumIndex = new Map(summed.map((node, index) => [node, index]));
  const below = new Siblings(nodes.length);
  const rows = nodes.map(({ row, kind }, node): PlacedRow => {
    const { key, id, startTicks, status } = row;
    const index = sumIndex.get(node);
    const isOpenNow = (childCount[node] ?? 0) > 0 ? isOpen(key) : null;
    const branch = new PlacedBranch(node, kind, isOpenNow, size[node] ?? 0, index !== undefined, nodes, below);
    // Written out: copying 20,000 rows by spreading them costs as much as sorting them.
    return index === undefined || sums === null
      ? { key, id, startTicks, status, table: row.table, index: row.index, branch }
      : { key, id, startTicks, status, table: sums, index, branch };
  });
  yield;
  for (const { branch } of arrange(rows)) {
    if (branch instanceof PlacedBranch) below.add(branch.node, parents[branch.node] ?? -1);
  }
  return emit(rows, below);
}

/** Children in their order, as lists in three arrays: an array for each of 20,000 parents would cost more than all the rest. */
class Siblings {
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #next: Int32Array;
  readonly #counts: Int32Array;

  constructor(size: number) {
    // One place more, at the end, for what stands under nothing.
    this.#first = new Int32Array(size + 1).fill(-1);
    this.#last = new Int32Array(size + 1).fill(-1);
    this.#next = new Int32Array(size).fill(-1);
    this.#counts = new Int32Array(size + 1);
  }

  /** As the last one so far under `parent`; -1 for none. */
  add(node: number, parent: number): void {
    const at = this.#place(parent);
    const before = this.#last[at] ?? -1;
    if (before < 0) this.#first[at] = node;
    else this.#next[before] = node;
    this.#last[at] = node;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  first(parent: number): number {
    return this.#first[this.#place(parent)] ?? -1;
  }

  count(parent: number): number {
    return this.#counts[this.#place(parent)] ?? 0;
  }

  /** -1 behind the last one. */
  after(node: number): number {
    return this.#next[node] ?? -1;
  }

  #place(parent: number): number {
    return parent < 0 ? this.#next.length : parent;
  }
}

interface PlacedRow extends Row {
  branch: PlacedBranch;
}

/** One class for all, since there are thousands of them a pass. */
class PlacedBranch implements Branch {
  level = 1;
  position = 1;
  siblings = 1;
  readonly node: number;
  readonly kind: Branch['kind'];
  readonly isOpen: boolean | null;
  readonly size: number;
  readonly isSum: boolean;
  readonly nodes: readonly ForestNode[];
  readonly below: Siblings;

  constructor(
    node: number,
    kind: Branch['kind'],
    isOpen: boolean | null,
    size: number,
    isSum: boolean,
    nodes: readonly ForestNode[],
    below: Siblings,
  ) {
    this.node = node;
    this.kind = kind;
    this.isOpen = isOpen;
    this.size = size;
    this.isSum = isSum;
    this.nodes = nodes;
    this.below = below;
  }

  keys(): string[] {
    return keysUnder(this.node, this.nodes, this.below);
  }
}

/** Rows of open branches, each under its own, with level and place among its siblings. */
function emit(rows: readonly PlacedRow[], below: Siblings): Row[] {
  const seen: Row[] = [];
  const path: { node: number; position: number; siblings: number }[] = [
    { node: below.first(-1), position: 1, siblings: below.count(-1) },
  ];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const { node, position, siblings } = top;
    const row = node < 0 ? undefined : rows[node];
    if (row === undefined) {
      path.pop();
      continue;
    }
    row.branch.level = path.length;
    row.branch.position = position;
    row.branch.siblings = siblings;
    seen.push(row);
    top.node = below.after(node);
    top.position += 1;
    if (row.branch.isOpen === true) path.push({ node: below.first(node), position: 1, siblings: below.count(node) });
  }
  return seen;
}

function counts(node: ForestNode | undefined): boolean {
  return node !== undefined && node.kind === 'row' && node.row.status !== 'ended';
}

/** Every node after the one above it. What stands under itself, as reused numbers can make it seem, becomes a root. */
function topDown(nodes: readonly ForestNode[]): { parents: Int32Array; inOrder: Int32Array } {
  const parents = Int32Array.from(nodes, ({ parent }) => parent);
  const firstChild = new Int32Array(nodes.length).fill(-1);
  const nextSibling = new Int32Array(nodes.length).fill(-1);
  for (let node = nodes.length - 1; node >= 0; node -= 1) {
    const parent = parents[node] ?? -1;
    if (parent < 0) continue;
    nextSibling[node] = firstChild[parent] ?? -1;
    firstChild[parent] = node;
  }
  const inOrder = new Int32Array(nodes.length);
  const isReached = new Uint8Array(nodes.length);
  let count = 0;
  let next = 0;
  const reach = (node: number) => {
    if (isReached[node] === 1) return;
    isReached[node] = 1;
    inOrder[count] = node;
    count += 1;
  };
  const follow = () => {
    for (; next < count; next += 1) {
      for (let child = firstChild[inOrder[next] ?? 0] ?? -1; child >= 0; child = nextSibling[child] ?? -1) reach(child);
    }
  };
  for (let node = 0; node < nodes.length; node += 1) if ((parents[node] ?? -1) < 0) reach(node);
  follow();
  for (let node = 0; node < nodes.length; node += 1) {
    if (isReached[node] === 1) continue;
    parents[node] = -1;
    reach(node);
    follow();
  }
  return { parents, inOrder };
}

/** Of the nodes in order those that stand for sums, and all under them. */
function atOrUnder(summed: readonly number[], parents: Int32Array, inOrder: Int32Array): Int32Array {
  const isWithin = new Uint8Array(parents.length);
  for (const node of summed) isWithin[node] = 1;
  return inOrder.filter((node) => {
    const parent = parents[node] ?? -1;
    if (parent >= 0 && isWithin[parent] === 1) isWithin[node] = 1;
    return isWithin[node] === 1;
  });
}

/**
 * One table with a row for each of `summed`: sums of all rows under it and of itself where the field adds up, else its own value.
 * A group has no value of its own: it shows what all of its rows share. NaN, null: not known of one of them, or not the same.
 * `within`: the nodes of `summed` and all under them, parents first.
 */
function sumTable(
  nodes: readonly ForestNode[],
  parents: Int32Array,
  within: Int32Array,
  summed: readonly number[],
): Table<ProcessField> {
  const columns: Table<ProcessField>['columns'] = {};
  const live = nodes.find(({ row, kind }) => kind !== 'group' && row.status !== 'ended');
  const fields = Object.keys(live?.row.table.columns ?? {}).filter(isField);
  for (const field of fields) {
    const definition: Field = processFields[field];
    if (definition.adds === true) columns[field] = sumsOf(field, nodes, parents, within, summed);
    else if (definition.unit === 'text') columns[field] = commonTexts(field, nodes, parents, within, summed);
    else
      columns[field] = Float64Array.from(summed, (node) => {
        const one = nodes[node];
        return one === undefined || one.kind === 'group' ? NaN : numberAt(one.row, field);
      });
  }
  return { rowCount: summed.length, columns };
}

function isField(name: string): name is ProcessField {
  return Object.hasOwn(processFields, name);
}

function sumsOf(
  field: ProcessField,
  nodes: readonly ForestNode[],
  parents: Int32Array,
  within: Int32Array,
  summed: readonly number[],
): NumberColumn {
  const sums = new Float64Array(nodes.length);
  for (let at = within.length - 1; at >= 0; at -= 1) {
    const node = within[at] ?? 0;
    const one = nodes[node];
    if (one !== undefined && counts(one)) sums[node] = (sums[node] ?? 0) + numberAt(one.row, field);
    const parent = parents[node] ?? -1;
    if (parent >= 0) sums[parent] = (sums[parent] ?? 0) + (sums[node] ?? 0);
  }
  return Float64Array.from(summed, (node) => sums[node] ?? NaN);
}

/** Of a row its own text; of a group what all of its rows have, its name being what it was grouped by. */
function commonTexts(
  field: ProcessField,
  nodes: readonly ForestNode[],
  parents: Int32Array,
  within: Int32Array,
  summed: readonly number[],
): TextColumn {
  const common = new Map<number, string | null>();
  within.forEach((node) => {
    const parent = parents[node] ?? -1;
    const one = nodes[node];
    if (one?.kind !== 'row' || nodes[parent]?.kind !== 'group') return;
    const text = textAt(one.row, field);
    const before = common.get(parent);
    common.set(parent, before === undefined || before === text ? text : null);
  });
  return summed.map((node) => {
    const one = nodes[node];
    if (one === undefined) return null;
    if (one.kind !== 'group' || field === 'name') return textAt(one.row, field);
    return common.get(node) ?? null;
  });
}

function keysUnder(node: number, nodes: readonly ForestNode[], below: Siblings): string[] {
  const keys: string[] = [];
  const stack = [node];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const one = nodes[top];
    if (one !== undefined && counts(one)) keys.push(one.row.key);
    for (let child = below.first(top); child >= 0; child = below.after(child)) stack.push(child);
  }
  return keys;
}
