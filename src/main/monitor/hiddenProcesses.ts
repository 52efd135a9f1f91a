/** Says what this /proc does not show: proc(5), mount option hidepid. */
import type { ProcMount } from '../machine/linux/procfs/mountinfo.ts';
import { formatCount } from '../../shared/units/number.ts';

/** Who reads. */
export interface Reader {
  isRoot: boolean;
  groups: readonly number[];
}

/** `refused`: processes that are listed but not readable. null where nothing is hidden. */
export function hiddenWords(mount: ProcMount | null, reader: Reader, refused: number): string | null {
  const isExempt = reader.isRoot || (mount !== null && mount.gid !== null && reader.groups.includes(mount.gid));
  if (mount !== null && mount.hidepid >= 2 && !isExempt) {
    return "Some processes are hidden: /proc is mounted with hidepid and lists only one's own. Root sees all.";
  }
  if (refused === 0) return null;
  const rows = refused === 1 ? '1 process' : `${formatCount(refused)} processes`;
  return `${rows} hidden: they are another user's, and this /proc shows them to root alone.`;
}
