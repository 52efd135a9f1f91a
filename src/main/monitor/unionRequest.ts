/** Several watchers share one sampler: it reads what any of them asked for. */
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { ProcessKey } from '../../shared/monitor/processKey.ts';

/** The least that serves all: the shortest interval, every field, every row. null where nobody asks. */
export function unionRequest(requests: readonly WatchRequest[]): WatchRequest | null {
  const [first, ...rest] = requests;
  return first === undefined ? null : rest.reduce(union, first);
}

/** Whether `after` wants a field or a row that `before` did not, so that waiting for the next pass would show. */
export function asksForMore(before: WatchRequest, after: WatchRequest): boolean {
  const both = union(before, after);
  return (
    both.processFields.length > before.processFields.length ||
    both.threadFields.length > before.threadFields.length ||
    (both.threadsOf === 'all' ? before.threadsOf !== 'all' : both.threadsOf.length > before.threadsOf.length) ||
    both.only !== before.only
  );
}

function union(one: WatchRequest, other: WatchRequest): WatchRequest {
  return {
    interval: Math.min(one.interval, other.interval),
    processFields: merged(one.processFields, other.processFields),
    threadFields: merged(one.threadFields, other.threadFields),
    threadsOf:
      one.threadsOf === 'all' || other.threadsOf === 'all' ? 'all' : mergedKeys(one.threadsOf, other.threadsOf),
    only: one.only === other.only ? one.only : null,
    visible: one.visible === null || other.visible === null ? null : merged(one.visible, other.visible),
  };
}

function merged<Item>(one: readonly Item[], other: readonly Item[]): Item[] {
  return [...new Set([...one, ...other])];
}

function mergedKeys(one: readonly ProcessKey[], other: readonly ProcessKey[]): ProcessKey[] {
  return [...new Map([...one, ...other].map((key) => [`${key.pid} ${key.startTicks}`, key])).values()];
}
