/**
 * Gets a message port from the desktop shell. The page asks, the preload asks the main process, which makes a new pair
 * for each question: so a port is never older than the page that uses it, and a lost one can be replaced.
 */
import type { Connection } from '../../shared/rpc/connection.ts';
import { pagePortConnection } from './pagePort.ts';

/** What the page and the preload say to each other by `window.postMessage`. The preload has these words as well. */
export const portWanted = 'threadlab:port-wanted';
export const portHere = 'threadlab:port-here';

/** Resolves with the first port that this very window hands over; messages of anybody else are not heard. */
export function connectByPort(givenUp: AbortSignal): Promise<Connection> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>) => {
      if (event.source !== window || event.origin !== window.location.origin || event.data !== portHere) return;
      const [port] = event.ports;
      if (port === undefined) return;
      window.removeEventListener('message', listen);
      resolve(pagePortConnection(port));
    };
    window.addEventListener('message', listen, { signal: givenUp });
    window.postMessage(portWanted, window.location.origin);
  });
}
