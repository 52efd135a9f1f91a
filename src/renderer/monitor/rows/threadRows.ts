/** Threads from pass to pass. Which processes' threads are read changes with what is asked for, and that alone makes no thread new or ended. */
import type { ThreadField } from '../../../shared/monitor/threadFields.ts';
import { numberAt, type PassRow } from './passRows.ts';

type Row = PassRow<ThreadField>;

/**
 * The joined rows of a pass, put right: a thread is new only if threads of its process were read before, or the process itself is
 * new; it has ended only if threads of its process are still read, or the process has ended too.
 */
export function settleThreads(
  rows: readonly Row[],
  before: readonly Row[],
  processes: readonly PassRow<string>[],
): Row[] {
  const newPids = new Set(processes.flatMap(({ id, status }) => (status === 'new' ? [id] : [])));
  const endedPids = new Set(processes.flatMap(({ id, status }) => (status === 'ended' ? [id] : [])));
  const readBefore = pidsOf(before);
  const readNow = pidsOf(rows.filter(({ status }) => status !== 'ended'));
  return rows.flatMap((row): Row[] => {
    const pid = numberAt(row, 'pid');
    if (row.status === 'new' && !readBefore.has(pid) && !newPids.has(pid)) return [{ ...row, status: 'live' }];
    if (row.status === 'ended' && !readNow.has(pid) && !endedPids.has(pid)) return [];
    return [row];
  });
}

function pidsOf(rows: readonly Row[]): Set<number> {
  return new Set(rows.map((row) => numberAt(row, 'pid')));
}
