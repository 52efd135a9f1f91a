/**
 * Who holds a file, or anything below a folder: by descriptor, as its program, as its working or root directory. The path tells most;
 * under another name (a hard link, another mount, another mount namespace) a file is known by its device and inode.
 */
import { readFileSync, statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { Holders, Holding } from '../../../../shared/monitor/details.ts';
import { escapeInvisible } from '../../../../shared/text/hostileText.ts';
import { meansDenied, meansGone, type NamedStat } from '../processes/lookUp.ts';
import { linkTarget, type OpenLink } from '../processes/openLinks.ts';
import { scanLinks } from '../processes/scanLinks.ts';
import { parseFdInfo, parseFdLink } from '../procfs/fdLink.ts';
import { isAbsence } from '../sysfs/readText.ts';
import type { Found } from './found.ts';

/** What is looked for. `device` and `inode` are null where nothing of that name is there (it was deleted, or is hidden from us). */
interface Sought {
  path: string;
  isFolder: boolean;
  device: bigint | null;
  inode: number | null;
}

const places = [
  ['exe', 'program'],
  ['cwd', 'working directory'],
  ['root', 'root directory'],
] as const;

export async function findFileHolders(path: string, found: Found): Promise<Holders> {
  const sought = await seek(path);
  const ownMounts = linkTarget('/proc/self/ns/mnt');
  const hidden = await scanLinks((process, links) => {
    const isOwnView = linkTarget(`/proc/${process.id}/ns/mnt`) === ownMounts;
    found.add(process, [
      ...placeHoldings(process, sought, isOwnView),
      ...fileHoldings(process, links, sought, isOwnView),
    ]);
  });
  if (sought.inode === null && found.holders.length === 0) {
    throw new ThreadlabError(
      'notFound',
      `There is no ${escapeInvisible(path)}, and no process has it open as deleted.`,
    );
  }
  return { holders: found.holders, unowned: [], isCut: found.isCut, hidden };
}

async function seek(path: string): Promise<Sought> {
  try {
    const real = await realpath(path);
    const { dev, ino } = await stat(real, { bigint: true });
    const isFolder = (await stat(real)).isDirectory();
    return { path: real, isFolder, device: dev, inode: Number(ino) };
  } catch (error) {
    if (isAbsence(error)) return { path, isFolder: false, device: null, inode: null };
    throw error;
  }
}

function placeHoldings({ id }: NamedStat, sought: Sought, isOwnView: boolean): Holding[] {
  if (!isOwnView) return []; // its paths begin at another root
  return places.flatMap(([link, as]): Holding[] => {
    const target = linkTarget(`/proc/${id}/${link}`);
    return target !== null && isAt(target, sought) ? [{ fd: null, as, target, access: null, socket: null }] : [];
  });
}

function fileHoldings({ id }: NamedStat, links: readonly OpenLink[], sought: Sought, isOwnView: boolean): Holding[] {
  return links.flatMap(({ fd, target }): Holding[] => {
    const { kind } = parseFdLink(target);
    if (kind !== 'file' && kind !== 'device') return [];
    const isByName = isOwnView && isAt(target, sought);
    // Devices stand open everywhere and rarely bear two names: their second reading is saved.
    if (!isByName && (sought.inode === null || kind === 'device')) return [];
    const info = readFdInfo(id, fd);
    if (info === null) return [];
    const isSame = info.inode !== null && info.inode === sought.inode && deviceOf(id, fd) === sought.device;
    return isByName || isSame ? [{ fd, as: 'open file', target, access: info.access, socket: null }] : [];
  });
}

/** Itself, deleted or not, or below it where it is a folder. Below "/" is everything, which tells nothing. */
function isAt(target: string, { path, isFolder, inode }: Sought): boolean {
  if (target === path || (inode === null && target === `${path} (deleted)`)) return true;
  return isFolder && path !== '/' && target.startsWith(`${path}/`);
}

function readFdInfo(pid: number, fd: number) {
  try {
    return parseFdInfo(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'latin1'));
  } catch (error) {
    if (meansGone(error) || meansDenied(error)) return null;
    throw error;
  }
}

/**
 * Asked of the file itself: the list of mounts names another device for a file of btrfs, and in a chroot not every mount. null where
 * it cannot be asked: it was closed meanwhile, may not be read, or its server is gone.
 */
function deviceOf(pid: number, fd: number): bigint | null {
  try {
    return statSync(`/proc/${pid}/fd/${fd}`, { bigint: true }).dev;
  } catch {
    return null;
  }
}
