/** Who has a port open, in every network namespace that can be read. */
import type { Holders, Holding, SocketFacts } from '../../../../shared/monitor/details.ts';
import { allProcesses } from '../processes/lookUp.ts';
import { linkTarget } from '../processes/openLinks.ts';
import { scanLinks } from '../processes/scanLinks.ts';
import { internetFacts, readSocketTable } from '../processes/socketTable.ts';
import { userName } from '../processes/userName.ts';
import type { Found } from './found.ts';

export interface PortRequest {
  port: number;
  protocol: 'tcp' | 'udp' | 'any';
}

export async function findPortHolders({ port, protocol }: PortRequest, found: Found): Promise<Holders> {
  const sockets = new Map<string, SocketFacts & { uid: number }>();
  const ownerless: (SocketFacts & { uid: number })[] = []; // connections that linger after their process closed them
  for (const pid of namespaceMembers()) {
    const { internet } = await readSocketTable(pid);
    for (const socket of internet) {
      if (socket.local.port !== port || (protocol !== 'any' && socket.protocol !== protocol)) continue;
      const facts = { ...internetFacts(socket), uid: socket.uid };
      if (socket.inode === 0) ownerless.push(facts);
      else sockets.set(`socket:[${socket.inode}]`, facts);
    }
  }
  const owned = new Set<string>();
  const hidden = await scanLinks((process, links) => {
    const holdings = links.flatMap(({ fd, target }): Holding[] => {
      const facts = sockets.get(target);
      if (facts === undefined) return [];
      owned.add(target);
      return [{ fd, as: 'socket', target, access: null, socket: withoutUid(facts) }];
    });
    found.add(process, holdings);
  });
  const unowned = [...sockets].flatMap(([target, facts]) => (owned.has(target) ? [] : [facts])).concat(ownerless);
  return {
    holders: found.holders,
    unowned: unowned.map((facts) => ({ ...withoutUid(facts), user: userName(facts.uid) })),
    isCut: found.isCut,
    hidden,
  };
}

/** One process of each network namespace, the own one first. */
function namespaceMembers(): number[] {
  const members = new Map([[linkTarget('/proc/self/ns/net'), process.pid]]);
  for (const pid of allProcesses()) {
    const namespace = linkTarget(`/proc/${pid}/ns/net`);
    if (namespace !== null && !members.has(namespace)) members.set(namespace, pid);
  }
  return [...members.values()];
}

function withoutUid({ protocol, local, remote, state }: SocketFacts): SocketFacts {
  return { protocol, local, remote, state };
}
