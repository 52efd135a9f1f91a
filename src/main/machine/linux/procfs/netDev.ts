/** Parses /proc/net/dev (proc_pid_net(5)): bytes that each network interface received and sent since it came up. */
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';

export interface NetworkCounters {
  receivedBytes: Bytes;
  sentBytes: Bytes;
}

/** The loopback, where all stays within, and layers over other interfaces (bridges, tunnels, bonds, ends of containers), whose bytes would be counted twice. */
const noWire = /^(lo|(ifb|dummy|docker|virbr|bond|team|tun|tap|wg)\d*|(veth|br-|cni|flannel|cali).*)$|\.\d+$/u;

/** Interfaces of this network namespace by their name. Throws `badFormat` on a line that is none. */
export function parseNetDev(text: string): Map<string, NetworkCounters> {
  const interfaces = new Map<string, NetworkCounters>();
  for (const line of text.split('\n').slice(2)) {
    if (line.trim() === '') continue;
    const colon = line.lastIndexOf(':'); // a name may hold one
    const words = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/u)
      .map(Number);
    const [receivedBytes, sentBytes] = [words[0], words[8]];
    if (
      colon < 0 ||
      receivedBytes === undefined ||
      sentBytes === undefined ||
      Number.isNaN(receivedBytes + sentBytes)
    ) {
      throw badFormat('/proc/net/dev', 'a line with too few numbers', line);
    }
    const name = line.slice(0, colon).trim();
    if (!noWire.test(name)) interfaces.set(name, { receivedBytes, sentBytes });
  }
  return interfaces;
}
