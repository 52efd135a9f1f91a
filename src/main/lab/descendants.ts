/** What a process has started, and that in turn. */
import { readNumbered } from '../machine/linux/sysfs/readText.ts';
import { readUnlessGone } from './processIdentity.ts';

/** A process's children and theirs, `without` one and its own. None where Linux lacks CONFIG_PROC_CHILDREN. */
export function descendants(pid: number, without: number | null): number[] {
  // Each thread has its own list of those that it started.
  const lists = (readNumbered('', '/proc', String(pid), 'task') ?? []).map(
    (tid) => readUnlessGone(`/proc/${pid}/task/${tid}/children`) ?? '',
  );
  const children = lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
  return children.filter((child) => child !== without).flatMap((child) => [child, ...descendants(child, without)]);
}
