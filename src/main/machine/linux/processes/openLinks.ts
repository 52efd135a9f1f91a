/** What a process has open, by the links in /proc/<pid>/fd. Reading a link asks nothing of the file behind it, so it cannot hang on one. */
import { readdirSync, readlinkSync } from 'node:fs';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { decodeHostile } from '../procfs/decodeHostile.ts';
import { meansDenied, meansGone } from './lookUp.ts';

export interface OpenLink {
  fd: number;
  target: string;
}

/** Links read between two turns of the event loop. */
const linksATurn = 256;

/** At most `most` of them, the lowest numbers first, and how many there are. Throws what the system call throws where the folder cannot be read. */
export async function openLinks(pid: number, most: number): Promise<{ links: OpenLink[]; total: number }> {
  const descriptors = readdirSync(`/proc/${pid}/fd`).map(Number);
  const links: OpenLink[] = [];
  for (const [index, fd] of descriptors
    .toSorted((one, other) => one - other)
    .slice(0, most)
    .entries()) {
    if (index % linksATurn === linksATurn - 1) await yieldToOthers();
    const target = linkTarget(`/proc/${pid}/fd/${fd}`);
    if (target !== null) links.push({ fd, target });
  }
  return { links, total: descriptors.length };
}

/** Where a link of /proc points; null where it is gone or may not be read. */
export function linkTarget(path: string): string | null {
  try {
    return decodeHostile(readlinkSync(path, 'buffer'));
  } catch (error) {
    if (meansGone(error) || meansDenied(error)) return null;
    throw error;
  }
}
