/**
 * In which control groups this process is and where their files are (cgroups(7), proc_pid_mountinfo(5)). Version 1, version 2 and
 * both side by side; in a container the path of the group may be that of the host, beside a mount that starts at it.
 */
import { join, posix } from 'node:path';

export interface CgroupMount {
  version: 1 | 2;
  /** Options of a version 1 mount, its controllers among them. */
  options: readonly string[];
  mountPoint: string;
  /** Which part of the hierarchy is mounted: "/" or, in a container, the container's own group. */
  hierarchyRoot: string;
}

export interface CgroupMembership {
  /** Controllers of a version 1 hierarchy; empty for version 2. */
  controllers: readonly string[];
  path: string;
}

/** Parses /proc/self/mountinfo, or /proc/mounts (which does not tell the part that is mounted), into the mounts of control groups. */
export function parseCgroupMounts(text: string): CgroupMount[] {
  return text.split('\n').flatMap((line): CgroupMount[] => {
    const [before = '', after] = line.split(' - ', 2);
    const fields = before.split(' ');
    const tail = after?.split(' ');
    // mountinfo: id parent device root mountPoint options... - type source superOptions; mounts: source mountPoint type options
    const [hierarchyRoot, mountPoint, type, options] =
      tail === undefined ? ['/', fields[1], fields[2], fields[3]] : [fields[3], fields[4], tail[0], tail[2]];
    if (hierarchyRoot === undefined || mountPoint === undefined || (type !== 'cgroup' && type !== 'cgroup2')) return [];
    return [
      {
        version: type === 'cgroup2' ? 2 : 1,
        options: type === 'cgroup2' ? [] : (options ?? '').split(','),
        mountPoint: unescapeMount(mountPoint),
        hierarchyRoot: unescapeMount(hierarchyRoot),
      },
    ];
  });
}

/** Parses /proc/self/cgroup: "4:cpu,cpuacct:/a" is version 1, "0::/a" version 2. A path may hold colons. */
export function parseCgroupMembership(text: string): CgroupMembership[] {
  return text.split('\n').flatMap((line): CgroupMembership[] => {
    const match = /^\d+:([^:]*):(\/.*)$/.exec(line);
    if (match === null) return [];
    const [, controllers = '', path = '/'] = match;
    return [{ controllers: controllers === '' ? [] : controllers.split(','), path }];
  });
}

/** Folders of this process's group for a controller, its own first, then those above it, up to the mount: limits of all of them hold. */
export interface GroupFolders {
  version: 1 | 2;
  folders: string[];
}

/**
 * Finds the folders for `controller` under `root`: version 1's hierarchy and version 2's, where there are both. Which of them holds the controller,
 * the files there say.
 */
export function groupFolders(
  root: string,
  controller: string,
  mounts: readonly CgroupMount[],
  memberships: readonly CgroupMembership[],
): GroupFolders[] {
  return mounts.flatMap((mount): GroupFolders[] => {
    if (mount.version === 1 && !mount.options.includes(controller)) return [];
    const membership = memberships.find(({ controllers }) =>
      mount.version === 2 ? controllers.length === 0 : controllers.includes(controller),
    );
    if (membership === undefined) return [];
    return [
      { version: mount.version, folders: foldersUp(join(root, mount.mountPoint), inside(mount, membership.path)) },
    ];
  });
}

/** The group's path below the mount. One outside of what is mounted (another namespace's view) is the mount itself. */
function inside(mount: CgroupMount, path: string): string {
  const relative = posix.relative(mount.hierarchyRoot, path);
  return relative === '..' || relative.startsWith('../') ? '' : relative;
}

function foldersUp(mountPoint: string, relative: string): string[] {
  const names = relative.split('/').filter((name) => name !== '');
  return names.map((_, index) => join(mountPoint, ...names.slice(0, names.length - index))).concat(mountPoint);
}

/** Spaces, tabs, newlines and backslashes stand as three octal digits in both files. */
function unescapeMount(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
