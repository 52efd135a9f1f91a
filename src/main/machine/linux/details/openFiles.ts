/** What a process has open, with the other ends that /proc tells, and of Unix sockets ss. */
import { readFileSync } from 'node:fs';
import type { NamedProcess, OpenFile } from '../../../../shared/monitor/details.ts';
import { meansDenied, meansGone } from '../processes/lookUp.ts';
import { openLinks } from '../processes/openLinks.ts';
import { scanLinks } from '../processes/scanLinks.ts';
import { otherEnd, readSocketTable } from '../processes/socketTable.ts';
import { readUnixPairs } from '../processes/unixPairs.ts';
import { parseFdInfo, parseFdLink } from '../procfs/fdLink.ts';

/** Descriptors that are told; all are counted. */
const mostFiles = 2000;

export async function readOpenFiles(
  pid: number,
  { peers }: { peers: boolean },
): Promise<{ entries: OpenFile[]; total: number }> {
  const { links, total } = await openLinks(pid, mostFiles);
  const described = links.map((link) => ({ ...link, ...parseFdLink(link.target) }));
  const table = described.some(({ kind }) => kind === 'socket') ? await readSocketTable(pid) : null;
  const hasUnix = described.some(({ inode }) => inode !== null && table?.byInode.get(inode)?.protocol === 'unix');
  const pairs: ReadonlyMap<number, number> = peers && hasUnix ? await readUnixPairs() : new Map();
  const farTarget = ({ kind, inode, target }: (typeof described)[number]): string | null => {
    if (kind === 'pipe') return target; // both ends bear one number
    const far =
      kind === 'socket' && table !== null && inode !== null ? (otherEnd(table, inode) ?? pairs.get(inode)) : null;
    return far === null || far === undefined ? null : `socket:[${far}]`;
  };
  const sought = new Map<string, NamedProcess[]>();
  if (peers) {
    for (const one of described) {
      const far = farTarget(one);
      if (far !== null) sought.set(far, []);
    }
    if (sought.size > 0) await findHoldersOf(sought, pid);
  }
  const entries = described.map((one): OpenFile => {
    const { fd, kind, target, inode } = one;
    const far = farTarget(one);
    return {
      fd,
      kind,
      target,
      access: accessOf(pid, fd),
      socket: (inode === null ? undefined : table?.byInode.get(inode)) ?? null,
      peers: (far === null ? undefined : sought.get(far)) ?? [],
    };
  });
  return { entries, total };
}

/** Adds to each sought link the processes that have it, but for one. */
async function findHoldersOf(sought: ReadonlyMap<string, NamedProcess[]>, except: number): Promise<void> {
  await scanLinks(({ id, startTicks, name }, links) => {
    if (id === except) return;
    for (const target of new Set(links.map((link) => link.target))) {
      sought.get(target)?.push({ pid: id, startTicks, name });
    }
  });
}

function accessOf(pid: number, fd: number): OpenFile['access'] {
  try {
    return parseFdInfo(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'latin1')).access;
  } catch (error) {
    if (meansGone(error) || meansDenied(error)) return null;
    throw error;
  }
}
