/**
 * Tickets and cookies of one running server. Both are 256 random bits and live in its memory only, so a restart ends all.
 * Kept and looked up by their hash: a comparison tells nothing by its duration.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface Sessions {
  /** A ticket that opens one session, once. */
  issueTicket(): string;
  /** The cookie's value for a ticket that was issued and not used before; null otherwise. */
  redeem(ticket: string): string | null;
  /** Whether a request's Cookie header holds a session of this server under `name`. */
  accepts(cookieHeader: string | undefined, name: string): boolean;
}

export function createSessions(): Sessions {
  const tickets = new Set<string>();
  const cookies = new Set<string>();
  const issue = (kept: Set<string>) => {
    const secret = randomBytes(32).toString('base64url');
    kept.add(hash(secret));
    return secret;
  };
  return {
    issueTicket: () => issue(tickets),
    redeem: (ticket) => (tickets.delete(hash(ticket)) ? issue(cookies) : null),
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

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
