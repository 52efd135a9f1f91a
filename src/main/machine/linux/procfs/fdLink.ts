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

export interface FdInfo {
  /** From the flags of open(2). */
  access: 'read' | 'write' | 'both' | null;
  /** Since Linux 5.14. */
  inode: number | null;
}

/** Parses /proc/<pid>/fdinfo/<fd> (proc_pid_fdinfo(5)); what it does not tell is null. */
export function parseFdInfo(text: string): FdInfo {
  const flags = /^flags:\t([0-7]+)$/m.exec(text)?.[1];
  const inode = /^ino:\t(\d+)$/m.exec(text)?.[1];
  const mode = flags === undefined ? null : Number.parseInt(flags, 8) & 3; // O_ACCMODE
  const access = mode === null ? null : (['read', 'write', 'both', null] as const)[mode];
  return {
    access: access ?? null,
    inode: inode === undefined ? null : Number(inode),
  };
}
