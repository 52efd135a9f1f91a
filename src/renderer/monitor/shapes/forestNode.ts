/** One row among those above and under it. */
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import type { PassRow } from '../rows/passRows.ts';

export type Row = PassRow<ProcessField>;

export interface ForestNode {
  row: Row;
  /** Index of the node above; -1 for none. */
  parent: number;
  /** `group`: stands for what its rows have in common, and is none of them. `context`: the filter keeps only rows under it. */
  kind: 'row' | 'group' | 'context';
}

/** Whether it is a process that lives: what has ended is shown, and summed up no more. */
export function counts(node: ForestNode | undefined): boolean {
  return node !== undefined && node.kind === 'row' && node.row.status !== 'ended';
}

/** Every node after the one above it. What stands under itself, as reused numbers can make it seem, becomes a root. */
export function topDown(nodes: readonly ForestNode[]): { parents: Int32Array; inOrder: Int32Array } {
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
