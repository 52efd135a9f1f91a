/**
 * Tickets and cookies of one running server. Both are 256 random bits and live in its memory only, so a restart ends all.
 * Kept and looked up by their hash: a comparison tells nothing by its duration.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface Sessions {
  /** A ticket that opens one session, once; `onUsed` is called when it has. */
  issueTicket(onUsed?: () => void): string;
  /** The cookie's value for a ticket that was issued and not used before; null otherwise. */
  redeem(ticket: string): string | null;
  /** Whether a request's Cookie header holds a session of this server under `name`. */
  accepts(cookieHeader: string | undefined, name: string): boolean;
}

export function createSessions(): Sessions {
  const tickets = new Map<string, () => void>();
  const cookies = new Set<string>();
  return {
    issueTicket(onUsed = () => undefined) {
      const ticket = newSecret();
      tickets.set(hash(ticket), onUsed);
      return ticket;
    },
    redeem(ticket) {
      const key = hash(ticket);
      const onUsed = tickets.get(key);
      if (onUsed === undefined) return null;
      tickets.delete(key);
      onUsed();
      const cookie = newSecret();
      cookies.add(hash(cookie));
      return cookie;
    },
    accepts: (header, name) => cookieValues(header, name).some((value) => cookies.has(hash(value))),
  };
}

/** Cookies do not know ports: this name keeps servers on two ports of one host from overwriting each other's. */
export function cookieName(port: string): string {
  return `threadlab-${port}`;
}

function cookieValues(header: string | undefined, name: string): string[] {
  if (header === undefined) return [];
  const prefix = `${name}=`;
  return header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
    .map((part) => part.slice(prefix.length));
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
