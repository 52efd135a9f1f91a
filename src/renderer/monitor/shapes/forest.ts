/**
 * Rows under rows: processes under their parents, or under what they have in common. A closed branch stands for all of its rows
 * and shows their sums; siblings are in the order of the table.
 */
import type { Branch } from '../rows/passRows.ts';
import { counts, topDown, type ForestNode, type Row } from './forestNode.ts';
import { atOrUnder, sumTable } from './forestSums.ts';
import { Siblings } from './siblings.ts';

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
  const forest = new Forest(nodes);
  const summed: number[] = [];
  nodes.forEach(({ row, kind }, node) => {
    if (kind === 'group' || (forest.isParent(node) && !isOpen(row.key))) summed.push(node);
  });
  const table = summed.length === 0 ? null : forest.sumTable(summed);
  yield;
  const sumIndex = new Map(summed.map((node, index) => [node, index]));
  forest.rows = nodes.map(({ row }, node) => {
    const index = sumIndex.get(node);
    const isOpenNow = forest.isParent(node) ? isOpen(row.key) : null;
    return forest.place(node, isOpenNow, index === undefined || table === null ? null : { table, index });
  });
  yield;
  for (const { branch } of arrange(forest.rows)) if (branch instanceof PlacedBranch) forest.append(branch.node);
  return forest.seen();
}

/** The rows that are seen once the branch of this one is opened or closed, every other row in its place; null where it has none. */
export function turnBranchOf(row: Row): readonly Row[] | null {
  return row.branch instanceof PlacedBranch ? row.branch.forest.turn(row.branch) : null;
}

type Sums = Pick<Row, 'table' | 'index'>;

interface PlacedRow extends Row {
  branch: PlacedBranch;
}

/** The rows of one pass as their branches stand. */
class Forest {
  readonly nodes: readonly ForestNode[];
  rows: PlacedRow[] = [];
  readonly #parents: Int32Array;
  readonly #inOrder: Int32Array;
  readonly #childCount: Int32Array;
  readonly #size: Int32Array;
  readonly #below: Siblings;

  constructor(nodes: readonly ForestNode[]) {
    this.nodes = nodes;
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
    this.#parents = parents;
    this.#inOrder = inOrder;
    this.#childCount = childCount;
    this.#size = size;
    this.#below = new Siblings(nodes.length);
  }

  isParent(node: number): boolean {
    return (this.#childCount[node] ?? 0) > 0;
  }

  sumTable(summed: readonly number[]): Row['table'] {
    return sumTable(this.nodes, this.#parents, atOrUnder(summed, this.#parents, this.#inOrder), summed);
  }

  /** `sums`: what it shows in the place of its own values. */
  place(node: number, isOpen: boolean | null, sums: Sums | null): PlacedRow {
    const { row, kind } = this.nodes[node] ?? nowhere();
    const { key, id, startTicks, status } = row;
    const { table, index } = sums ?? row;
    const branch = new PlacedBranch(this, node, kind, isOpen, this.#size[node] ?? 0, sums !== null);
    // Written out: copying 20,000 rows by spreading them costs as much as sorting them.
    return { key, id, startTicks, status, table, index, branch };
  }

  /** As the last one so far under its parent. */
  append(node: number): void {
    this.#below.add(node, this.#parents[node] ?? -1);
  }

  turn({ node, kind, isOpen }: PlacedBranch): readonly Row[] {
    const row = this.rows[node];
    if (row === undefined || isOpen === null) return this.seen();
    const closed = isOpen ? { table: this.sumTable([node]), index: 0 } : null;
    this.rows[node] = this.place(node, !isOpen, kind === 'group' ? row : closed);
    return this.seen();
  }

  /** Rows of open branches, each under its own, with level and place among its siblings. */
  seen(): Row[] {
    const below = this.#below;
    const seen: Row[] = [];
    const path: { node: number; position: number; siblings: number }[] = [
      { node: below.first(-1), position: 1, siblings: below.count(-1) },
    ];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node, position, siblings } = top;
      const row = node < 0 ? undefined : this.rows[node];
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

  keysUnder(node: number): string[] {
    const keys: string[] = [];
    const stack = [node];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const one = this.nodes[top];
      if (one !== undefined && counts(one)) keys.push(one.row.key);
      for (let child = this.#below.first(top); child >= 0; child = this.#below.after(child)) stack.push(child);
    }
    return keys;
  }
}

/** One class for all, since there are thousands of them a pass. */
class PlacedBranch implements Branch {
  level = 1;
  position = 1;
  siblings = 1;
  readonly forest: Forest;
  readonly node: number;
  readonly kind: Branch['kind'];
  readonly isOpen: boolean | null;
  readonly size: number;
  readonly isSum: boolean;

  constructor(
    forest: Forest,
    node: number,
    kind: Branch['kind'],
    isOpen: boolean | null,
    size: number,
    isSum: boolean,
  ) {
    this.forest = forest;
    this.node = node;
    this.kind = kind;
    this.isOpen = isOpen;
    this.size = size;
    this.isSum = isSum;
  }

  keys(): string[] {
    return this.forest.keysUnder(this.node);
  }
}

function nowhere(): never {
  throw new Error('A row stands nowhere in its forest.');
}
