/** A WebSocket of `ws` at the server's end, as a Connection. A peer that does not read what it is sent is dropped. */
import type { WebSocket } from 'ws';
import type { Connection, Frame } from '../../shared/rpc/connection.ts';
import { closeCode, closeReason } from '../../shared/rpc/closeReason.ts';
import { connectionEnd } from '../../shared/rpc/connectionEnd.ts';

/** Bytes that may wait for a peer that reads slowly: more than the largest single answer. */
export const unreadLimit = 96 * 1024 * 1024;

export function socketConnection(socket: WebSocket, limit = unreadLimit): Connection {
  const end = connectionEnd({
    send(frame: Frame) {
      socket.send(frame);
      if (socket.bufferedAmount <= limit) return;
      end.ended(`The window left ${limit} bytes unread and was dropped.`);
      socket.terminate();
    },
    close(reason) {
      socket.close(closeCode, closeReason(reason));
    },
  });
  socket.on('message', (data, isBinary) => {
    const bytes = Array.isArray(data)
      ? Buffer.concat(data)
      : Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data);
    end.received(isBinary ? new Uint8Array(bytes) : bytes.toString('utf8'));
  });
  // `ws` closes after an error by itself (a frame over the limit, a broken one): the reason is told here, the end there.
  let trouble = '';
  socket.on('error', (error) => (trouble = error.message));
  socket.on('close', (_code, reason) => {
    const words = reason.toString('utf8');
    end.ended(trouble !== '' ? `The connection broke: ${trouble}.` : words === '' ? 'The window has gone.' : words);
  });
  return end.connection;
}
