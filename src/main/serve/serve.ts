/**
 * The browser shell: the same page over HTTP and WebSocket, on loopback only. Whoever can open a connection to it gets
 * the page's files and nothing else; the rooms open with a cookie, and the cookie comes from a ticket that is printed.
 */
import { createServer } from 'node:http';
import type { Connection } from '../../shared/rpc/connection.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { listenOnPort, listenOnSocket } from './listen.ts';
import { answerRequest } from './pageServer.ts';
import { createSessions } from './sessions.ts';
import { createSocketServer } from './socketServer.ts';

/** The port that is asked for by default, and that is named in a link where the server has a socket file instead. */
export const defaultPort = 8765;

/** TCP connections at once, windows and page loads together. */
const connectionsAtOnce = 64;

export interface ServeOptions {
  backend: { attach(connection: Connection): void };
  /** Folder of the built page (entries.renderer). */
  pageFolder: string;
  /** 0 for any free one. */
  port: number;
  /** Any free one also where another program has the port; else that is refused. */
  elseAnyPort?: boolean;
  /** Path of a socket file, instead of the port. */
  socket?: string;
  /** Told of a request that failed by a fault of Threadlab. */
  report(error: unknown): void;
  pingInterval?: Seconds;
  /** A request that has not come in whole by then is cut off; 10 by default. */
  requestPatience?: Seconds;
}

export interface Served {
  /** `http://127.0.0.1:8765`, or the path of the socket file. */
  address: string;
  /** The port listened on; null with a socket file. */
  port: number | null;
  /** A link that opens one session, once. With a socket file it names the default port, to which `ssh -L` may lead. */
  ticketUrl: string;
  /** Another such link; `onUsed` is called when it has opened its session. */
  newTicketUrl(onUsed?: () => void): string;
  close(): Promise<void>;
}

/** Throws `notAvailable`, `notPermitted` or `badInput` where it cannot listen, with what to do. */
export async function serve(options: ServeOptions): Promise<Served> {
  const sessions = createSessions();
  const sockets = createSocketServer(
    sessions,
    (connection) => options.backend.attach(connection),
    options.pingInterval ?? 15,
  );
  const patienceMs = (options.requestPatience ?? 10) * 1000;
  const server = createServer(
    {
      requestTimeout: patienceMs,
      headersTimeout: patienceMs,
      connectionsCheckingInterval: patienceMs / 5,
      keepAliveTimeout: 5000,
    },
    (request, response) => {
      answerRequest(request, response, sessions, options.pageFolder).catch((error: unknown) => {
        options.report(error);
        if (!response.headersSent) response.writeHead(500);
        response.end('Threadlab failed at this request, by a fault of its own. What happened is in its log.\n');
      });
    },
  );
  server.maxConnections = connectionsAtOnce;
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));

  let port: number | null = null;
  try {
    if (options.socket === undefined) port = await listenOnPort(server, options.port, options.elseAnyPort ?? false);
    else await listenOnSocket(server, options.socket);
  } catch (error) {
    sockets.close();
    throw error;
  }

  const host = port === null ? `localhost:${options.port === 0 ? defaultPort : options.port}` : `127.0.0.1:${port}`;
  const newTicketUrl = (onUsed?: () => void) => `http://${host}/#ticket=${sessions.issueTicket(onUsed)}`;
  return {
    address: options.socket ?? `http://${host}`,
    port,
    ticketUrl: newTicketUrl(),
    newTicketUrl,
    close() {
      sockets.close();
      return new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      });
    },
  };
}
