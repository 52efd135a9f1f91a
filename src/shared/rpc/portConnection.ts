/**
 * A Connection over a message port. The page's, Electron's and Node's ports differ in names only; each gives this one.
 * A port has no reason to give when it closes, so the reason goes ahead as a message `{ closed }` of its own.
 */
import type { Connection, Frame } from './connection.ts';
import { connectionEnd } from './connectionEnd.ts';

export interface Port {
  post(message: Frame | { closed: string }): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** The connection at this end of `port`. A message that is no frame ends it. */
export function portConnection(port: Port): Connection {
  const end = connectionEnd({
    send: (frame) => port.post(frame),
    close(reason) {
      port.post({ closed: reason });
      port.close();
    },
  });
  port.onMessage((message) => {
    const reason = closingReason(message);
    if (typeof message === 'string') end.received(message);
    else if (message instanceof Uint8Array && message.buffer instanceof ArrayBuffer) {
      end.received(new Uint8Array(message.buffer, message.byteOffset, message.byteLength));
    } else if (reason === null) end.connection.close('A message that is neither text nor bytes came over the port.');
    else {
      port.close();
      end.ended(reason);
    }
  });
  port.onClose(() => end.ended('The port was closed.'));
  return end.connection;
}

function closingReason(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('closed' in message)) return null;
  return typeof message.closed === 'string' ? message.closed : null;
}
