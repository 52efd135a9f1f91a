/** The page's WebSocket as a Connection. */
import type { Connection } from '../../shared/rpc/connection.ts';
import { closeCode, closeReason } from '../../shared/rpc/closeReason.ts';
import { connectionEnd } from '../../shared/rpc/connectionEnd.ts';

/** Resolves once `socket` is open; rejects where the server refused it, of which a page is told no more. */
export function pageSocketConnection(socket: WebSocket): Promise<Connection> {
  socket.binaryType = 'arraybuffer';
  const end = connectionEnd({
    send: (frame) => socket.send(frame),
    close: (reason) => socket.close(closeCode, closeReason(reason)),
  });
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') end.received(data);
    else if (data instanceof ArrayBuffer) end.received(new Uint8Array(data));
    else end.connection.close('A message that is neither text nor bytes came over the socket.');
  });
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(end.connection), { once: true });
    socket.addEventListener('close', ({ reason }) => {
      const words = reason === '' ? 'The backend closed the connection or cannot be reached.' : reason;
      end.ended(words);
      reject(new Error(words));
    });
  });
}
