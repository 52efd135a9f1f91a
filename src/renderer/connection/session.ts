/**
 * The browser's way in: the link that `threadlab serve` prints carries a single-use ticket in its fragment, which no
 * server log and no referrer ever sees. It is exchanged once for a cookie, which serves from then on, also after a reload.
 */
import type { Connection } from '../../shared/rpc/connection.ts';
import { NewLinkNeeded } from './connectionState.ts';
import { pageSocketConnection } from './pageSocket.ts';

const ticketFragment = '#ticket=';

/**
 * What opens a connection, again and again. It rejects with NewLinkNeeded where the backend knows neither a ticket nor a
 * cookie of this browser; a ticket that could not be shown, because the backend was out of reach, is kept for the next try.
 */
export function socketOpener(): (givenUp: AbortSignal) => Promise<Connection> {
  let showTicket: (() => Promise<boolean>) | null = null;
  return async (givenUp) => {
    const ticket = takeTicket();
    if (ticket !== null) showTicket = untilAnswered(() => exchange(ticket));
    const hasCookie = await showTicket?.();
    showTicket = null;
    if (hasCookie !== true) await checkCookie(givenUp);
    const scheme = window.location.protocol === 'https:' ? 'wss:' : 'ws:';
    return pageSocketConnection(new WebSocket(`${scheme}//${window.location.host}/rpc`));
  };
}

/** Out of the address at once: it works a single time, and must not be copied with the link. */
function takeTicket(): string | null {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith(ticketFragment)) return null;
  window.history.replaceState(null, '', `${pathname}${search}`);
  return hash.slice(ticketFragment.length);
}

/**
 * Asks again only where the question failed. No attempt gives it up: the backend takes a ticket once, so a late answer is the only
 * one, and the next attempt waits for the same.
 */
function untilAnswered(ask: () => Promise<boolean>): () => Promise<boolean> {
  let answer: Promise<boolean> | null = null;
  return () =>
    (answer ??= ask().catch((error: unknown) => {
      answer = null;
      throw error;
    }));
}

/** Calls `retry` when a new link is opened in this tab: a change of the fragment alone loads no page. */
export function onNewLink(retry: () => void): void {
  window.addEventListener('hashchange', () => {
    if (window.location.hash.startsWith(ticketFragment)) retry();
  });
}

/** Whether it bought a cookie. A refused ticket is no end: a reload, or a second tab, may have one already. */
async function exchange(ticket: string): Promise<boolean> {
  const answer = await ask('/session', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: ticket });
  if (!answer.ok && answer.status !== 403)
    throw new Error(`The backend answered the link with status ${answer.status}.`);
  return answer.ok;
}

/** A page is not told why a socket was refused, so it asks for the cookie's standing first. */
async function checkCookie(signal: AbortSignal): Promise<void> {
  const answer = await ask('/session', { method: 'GET', signal });
  if (answer.status === 401) {
    throw new NewLinkNeeded('This browser needs a new link: Threadlab was started anew, or the link was used already.');
  }
  if (!answer.ok) throw new Error(`The backend answered with status ${answer.status}.`);
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, cache: 'no-store', credentials: 'same-origin', redirect: 'error' });
  } catch (cause) {
    throw new Error('The backend cannot be reached. It may have ended, or the tunnel to it is closed.', { cause });
  }
}
