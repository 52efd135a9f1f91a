/** What a person types to ask who has something open: a path, or a port with or without its protocol. */
export type Sought = { by: 'path'; path: string } | { by: 'port'; port: number; protocol: 'tcp' | 'udp' | 'any' };

/** "/var/log", "8080", ":8080", "tcp:443", "udp 53", "53/udp"; a sentence where it is none of these. */
export function parseSought(text: string): Sought | string {
  const typed = text.trim();
  if (typed.startsWith('/')) return { by: 'path', path: typed };
  const match =
    /^(?:(?<before>tcp|udp)[\s:/]*|:)?(?<port>\d{1,5})(?:\s*\/\s*(?<after>tcp|udp))?$/i.exec(typed)?.groups ?? null;
  const port = Number(match?.['port']);
  if (match === null || !(port >= 1 && port <= 65535)) {
    return 'A path that begins with /, or a port from 1 to 65535 such as :8080 or udp:53.';
  }
  const protocol = (match['before'] ?? match['after'])?.toLowerCase();
  return { by: 'port', port, protocol: protocol === 'tcp' || protocol === 'udp' ? protocol : 'any' };
}
