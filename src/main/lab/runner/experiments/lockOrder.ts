/**
 * The order in which locks were taken, as a graph: an edge from a lock that was held to one that was waited for meanwhile. A cycle in it
 * warns of a deadlock also where none happened (Linux: Documentation/locking/lockdep-design.rst).
 */

interface LockEdge {
  from: number;
  to: number;
}

/** A shortest cycle, by its locks in order; null where there is none. */
export function orderCycle(edges: readonly LockEdge[]): number[] | null {
  const next = new Map<number, number[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const cycles = [...next.keys()].map((start) => shortestBack(start, next)).filter((cycle) => cycle !== null);
  return cycles.toSorted((a, b) => a.length - b.length)[0] ?? null;
}

/** Breadth first from a lock until it is reached again. */
function shortestBack(start: number, next: ReadonlyMap<number, readonly number[]>): number[] | null {
  const seen = new Set<number>();
  let paths = [[start]];
  while (paths.length > 0) {
    const longer: number[][] = [];
    for (const path of paths) {
      for (const lock of next.get(path.at(-1) ?? start) ?? []) {
        if (lock === start) return path;
        if (seen.has(lock)) continue;
        seen.add(lock);
        longer.push([...path, lock]);
      }
    }
    paths = longer;
  }
  return null;
}
