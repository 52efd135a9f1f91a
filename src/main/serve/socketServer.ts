/** The WebSocket side: an upgrade passes only with a loopback Host, its own Origin and a cookie of this server. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Connection } from '../../shared/rpc/connection.ts';
import { requestLength } from '../../shared/rpc/limits.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { isOwnOrigin, loopbackHostOf, portOf } from './hostRules.ts';
import { cookieName, type Sessions } from './sessions.ts';
import { socketConnection } from './socketConnection.ts';

/** Windows at once. */
export const socketsAtOnce = 16;

/** A character of a request (UTF-16) has at most three bytes in UTF-8. */
const payloadLimit = 3 * requestLength;

export interface SocketServer {
  /** Takes an upgrade request over, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** `pingInterval`: a window that has not answered the last ping when the next is due reads nothing, and is dropped. */
export function createSocketServer(
  sessions: Sessions,
  attach: (connection: Connection) => void,
  pingInterval: Seconds,
): SocketServer {
  const server = new WebSocketServer({ noServer: true, maxPayload: payloadLimit, perMessageDeflate: false });
  const answered = new WeakSet<WebSocket>();

  server.on('connection', (socket) => {
    answered.add(socket);
    socket.on('pong', () => answered.add(socket));
    attach(socketConnection(socket));
  });
  const pings = setInterval(() => {
    for (const socket of server.clients) {
      if (answered.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, pingInterval * 1000);
  pings.unref();

  return {
    upgrade(request, socket, head) {
      // The peer may go away while it is being refused; `ws` sets its own listener once it has the socket.
      const ignoreReset = () => socket.destroy();
      socket.on('error', ignoreReset);
      const refusal = refusalOf(request, sessions) ?? (server.clients.size >= socketsAtOnce ? tooMany : null);
      if (refusal !== null) return refuse(socket, refusal);
      socket.off('error', ignoreReset);
      server.handleUpgrade(request, socket, head, (accepted) => server.emit('connection', accepted, request));
    },
    close() {
      clearInterval(pings);
      server.close();
      for (const socket of server.clients) socket.terminate();
    },
  };
}

interface Refusal {
  status: string;
  words: string;
}

const tooMany: Refusal = {
  status: '503 Service Unavailable',
  words: `${socketsAtOnce} windows are open already; that is the limit. Close one.`,
};

function refusalOf(request: IncomingMessage, sessions: Sessions): Refusal | null {
  const host = loopbackHostOf(request);
  if (host === null) return { status: '403 Forbidden', words: 'Threadlab answers under a loopback name only.' };
  if (!isOwnOrigin(request, host)) return { status: '403 Forbidden', words: "Only Threadlab's own page may connect." };
  if (!sessions.accepts(request.headers.cookie, cookieName(portOf(host)))) {
    return { status: '401 Unauthorized', words: 'This browser needs a new link.' };
  }
  return request.url === '/rpc' ? null : { status: '404 Not Found', words: 'There is no such socket.' };
}

function refuse(socket: Duplex, { status, words }: Refusal): void {
  const body = `${words}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n` +
      `x-content-type-options: nosniff\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
