/** Parses /proc/<pid>/cgroup (cgroups(7)): lines of "hierarchy:controllers:path". Version 2 is hierarchy 0. */
import { badFormat } from './badFormat.ts';

export interface ProcessCgroup {
  /** Version 2's path, else the first hierarchy's. */
  path: string;
  /** The container's id or name as the path has it; null outside of one. */
  container: string | null;
}

/** Throws `badFormat` on a line without two colons; an empty file (a kernel without cgroups in use) is null. */
export function parseCgroup(text: string): ProcessCgroup | null {
  const paths: string[] = [];
  let unified: string | null = null;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const match = /^(\d+):([^:]*):(.*)$/.exec(line);
    if (!match) throw badFormat('/proc/<pid>/cgroup', 'a line without two colons', line);
    const path = match[3] ?? '';
    if (match[1] === '0' && match[2] === '') unified = path;
    paths.push(path);
  }
  const path = unified ?? paths[0];
  if (path === undefined) return null;
  const container = paths.map(containerOf).find((id) => id !== null);
  return { path, container: container ?? null };
}

/**
 * Docker, Podman, containerd and CRI-O name a cgroup after the 64 hexadecimal digits of the id, bare or as "docker-<id>.scope";
 * LXC and Incus write "/lxc/<name>" or "lxc.payload.<name>", systemd-nspawn "machine-<name>.scope".
 */
function containerOf(path: string): string | null {
  const id = /(?:^|[/:-])([0-9a-f]{64})(?:\.scope)?(?:\/|$)/.exec(path)?.[1];
  const name =
    /\/lxc\.payload\.([^/]+)/.exec(path)?.[1] ??
    /\/lxc\/([^/]+)/.exec(path)?.[1] ??
    /\/machine-([^/]+)\.scope/.exec(path)?.[1];
  return id ?? name ?? null;
}

/** The systemd unit that a path belongs to, such as "nginx.service" or "session-3.scope"; null without one (systemd.unit(5)). */
export function unitOf(path: string): string | null {
  const names = path.split('/').filter((name) => /^.+\.(service|scope|socket|mount|swap)$/.test(name));
  return names.at(-1) ?? null;
}
