/** Parses /proc/<pid>/net/tcp, tcp6, udp, udp6 (proc_pid_net(5)) and net/unix: the sockets of a network namespace. */
import { endianness } from 'node:os';
import { badFormat } from './badFormat.ts';

export type InternetProtocol = 'tcp' | 'udp';

export interface Endpoint {
  /** "127.0.0.1", "::1"; an IPv4 address within IPv6 as "::ffff:127.0.0.1". */
  address: string;
  port: number;
}

export interface InternetSocket {
  protocol: InternetProtocol;
  local: Endpoint;
  /** null where it is not connected. */
  remote: Endpoint | null;
  /** "listening", "established"...; null for UDP, which has none. */
  state: string | null;
  /** Owner: the effective user who made it. */
  uid: number;
  /** 0 once no process holds it (a TCP connection that is closing). */
  inode: number;
}

/** include/net/tcp_states.h */
const tcpStates: Readonly<Record<string, string>> = {
  '01': 'established',
  '02': 'syn sent',
  '03': 'syn received',
  '04': 'fin wait 1',
  '05': 'fin wait 2',
  '06': 'time wait',
  '07': 'closed',
  '08': 'close wait',
  '09': 'last ack',
  '0A': 'listening',
  '0B': 'closing',
  '0C': 'new syn received',
};

/** Throws `badFormat` on a line of another form. */
export function parseInternetSockets(text: string, protocol: InternetProtocol): InternetSocket[] {
  const lines = text.split('\n').slice(1);
  return lines.flatMap((line): InternetSocket[] => {
    if (line.trim() === '') return [];
    const [, local = '', remote = '', state = '', , , , uid = '', , inode = ''] = line.trim().split(/\s+/);
    if (!/^\d+$/.test(uid) || !/^\d+$/.test(inode)) throw badFormat(`/proc/net/${protocol}`, 'no user and inode', line);
    const far = parseEndpoint(remote, line);
    return [
      {
        protocol,
        local: parseEndpoint(local, line),
        remote: far.port === 0 ? null : far,
        state: protocol === 'tcp' ? (tcpStates[state] ?? `state ${state}`) : null,
        uid: Number(uid),
        inode: Number(inode),
      },
    ];
  });
}

export interface UnixSocket {
  inode: number;
  /** "@name" in the abstract namespace; null for one without a name (a pair, an end that only connected). */
  path: string | null;
  isListening: boolean;
}

/** Which socket is connected with which, this file does not tell. */
export function parseUnixSockets(text: string): UnixSocket[] {
  const lines = text.split('\n').slice(1);
  return lines.flatMap((line): UnixSocket[] => {
    if (line === '') return [];
    const match = /^[0-9a-f]+: [0-9A-F]+ [0-9A-F]+ ([0-9A-F]+) [0-9A-F]+ [0-9A-F]+ +(\d+)(?: (.*))?$/i.exec(line);
    // A path may hold newlines, which Linux writes as they are: what follows is no line of its own.
    if (match === null) return [];
    const acceptsConnections = 0x10000; // __SO_ACCEPTCON
    const isListening = (Number.parseInt(match[1] ?? '0', 16) & acceptsConnections) !== 0;
    return [{ inode: Number(match[2]), path: match[3] ?? null, isListening }];
  });
}

/** "127.0.0.1:80", "[::1]:443". */
export function formatEndpoint({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function parseEndpoint(text: string, line: string): Endpoint {
  const match = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(text);
  if (match === null) throw badFormat('/proc/net', 'no address and port', line);
  const words = (match[1] ?? '').match(/.{8}/g) ?? [];
  const bytes = words.flatMap(wordBytes);
  const address = bytes.length === 4 ? bytes.join('.') : ipv6(bytes);
  return { address, port: Number.parseInt(match[2] ?? '', 16) };
}

/** Linux prints each 32-bit word of an address as a number of this machine's byte order. */
function wordBytes(word: string): number[] {
  const bytes = (word.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));
  return endianness() === 'LE' ? bytes.toReversed() : bytes;
}

/** The shortest form, RFC 5952. */
function ipv6(bytes: readonly number[]): string {
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255) {
    return `::ffff:${bytes.slice(12).join('.')}`;
  }
  const groups = Array.from({ length: 8 }, (_, index) => {
    return (((bytes[2 * index] ?? NaN) << 8) | (bytes[2 * index + 1] ?? NaN)).toString(16);
  });
  let longest = { start: 0, length: 0 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === '0') length += 1;
    if (length > longest.length) longest = { start, length };
  }
  if (longest.length < 2) return groups.join(':');
  const { start, length } = longest;
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}
