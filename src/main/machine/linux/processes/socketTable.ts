/** All sockets of a network namespace, by inode: that of the namespace in which a process lives. */
import { readFile } from 'node:fs/promises';
import type { SocketFacts } from '../../../../shared/monitor/details.ts';
import {
  formatEndpoint,
  parseInternetSockets,
  parseUnixSockets,
  type InternetProtocol,
  type InternetSocket,
} from '../procfs/sockets.ts';
import { isAbsence } from '../sysfs/readText.ts';

export interface SocketTable {
  internet: InternetSocket[];
  byInode: ReadonlyMap<number, SocketFacts>;
  /** TCP connections that a process holds: their two ends, and the inode of the socket with such ends. */
  connections: { endsOf: ReadonlyMap<number, readonly [string, string]>; inodeOf: ReadonlyMap<string, number> };
}

const internetFiles: readonly [string, InternetProtocol][] = [
  ['tcp', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp6', 'udp'],
];

/** Files that this Linux does not have (no IPv6) or does not show are empty. */
export async function readSocketTable(pid: number): Promise<SocketTable> {
  const internet: InternetSocket[] = [];
  for (const [file, protocol] of internetFiles) {
    for (const socket of parseInternetSockets(await readNet(pid, file), protocol)) internet.push(socket);
  }
  const byInode = new Map<number, SocketFacts>();
  for (const socket of internet) if (socket.inode !== 0) byInode.set(socket.inode, internetFacts(socket));
  for (const { inode, path, isListening } of parseUnixSockets(await readNet(pid, 'unix'))) {
    byInode.set(inode, { protocol: 'unix', local: path, remote: null, state: isListening ? 'listening' : null });
  }
  return { internet, byInode, connections: connectionsOf(internet) };
}

export function internetFacts({ protocol, local, remote, state }: InternetSocket): SocketFacts {
  return { protocol, local: formatEndpoint(local), remote: remote === null ? null : formatEndpoint(remote), state };
}

/** The inode at the other end of a TCP connection within this machine; null where the other end is elsewhere. */
export function otherEnd({ connections: { endsOf, inodeOf } }: SocketTable, inode: number): number | null {
  const ends = endsOf.get(inode);
  return ends === undefined ? null : (inodeOf.get(`${ends[1]} ${ends[0]}`) ?? null);
}

function connectionsOf(internet: readonly InternetSocket[]): SocketTable['connections'] {
  const endsOf = new Map<number, readonly [string, string]>();
  const inodeOf = new Map<string, number>();
  for (const { protocol, local, remote, inode } of internet) {
    if (protocol !== 'tcp' || remote === null || inode === 0) continue;
    const ends = [plain(local), plain(remote)] as const;
    endsOf.set(inode, ends);
    inodeOf.set(ends.join(' '), inode);
  }
  return { endsOf, inodeOf };
}

/** An IPv4 connection looks like one of IPv6 at the end that listens on both. */
function plain({ address, port }: InternetSocket['local']): string {
  return `${address.replace(/^::ffff:/, '')} ${port}`;
}

async function readNet(pid: number, file: string): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/net/${file}`, 'utf8');
  } catch (error) {
    if (isAbsence(error)) return '';
    throw error;
  }
}
