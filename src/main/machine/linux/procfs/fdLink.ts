/** Reads what a link in /proc/<pid>/fd points to (proc_pid_fd(5)): a path, "socket:[4021]", "pipe:[77]", "anon_inode:[eventpoll]". */

export type FdKind = 'file' | 'device' | 'socket' | 'pipe' | 'memory' | 'anonymous';

export interface FdLink {
  kind: FdKind;
  /** Of sockets and pipes; null of others, whose number the link does not tell. */
  inode: number | null;
}

/** "(deleted)" at the end of a path is part of it here: a file may bear that name. */
export function parseFdLink(target: string): FdLink {
  const numbered = /^(socket|pipe):\[(\d+)\]$/.exec(target);
  if (numbered !== null) return { kind: numbered[1] === 'socket' ? 'socket' : 'pipe', inode: Number(numbered[2]) };
  if (target.startsWith('/memfd:')) return { kind: 'memory', inode: null };
  if (target.startsWith('/dev/') && !target.startsWith('/dev/shm/')) return { kind: 'device', inode: null };
  return { kind: target.startsWith('/') ? 'file' : 'anonymous', inode: null };
}

/** How a descriptor may be used, from the octal flags of /proc/<pid>/fdinfo/<fd> (open(2)); null where they are missing. */
export function parseFdInfo(text: string): { access: 'read' | 'write' | 'both' | null; inode: number | null } {
  const flags = /^flags:\t([0-7]+)$/m.exec(text)?.[1];
  const inode = /^ino:\t(\d+)$/m.exec(text)?.[1]; // since Linux 5.14
  const mode = flags === undefined ? null : Number.parseInt(flags, 8) & 3; // O_ACCMODE
  const access = mode === null ? null : (['read', 'write', 'both', null] as const)[mode];
  return { access: access ?? null, inode: inode === undefined ? null : Number(inode) };
}
