/** The page's message port as a Connection. Node's ports have the same events, so tests use those. */
import type { Connection } from '../../shared/rpc/connection.ts';
import { portConnection } from '../../shared/rpc/portConnection.ts';

/** `close` comes where the other side went away (Chromium since 122). */
export function pagePortConnection(port: MessagePort): Connection {
  const connection = portConnection({
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.addEventListener('message', (event) => listener(event.data)),
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  });
  port.start();
  return connection;
}
