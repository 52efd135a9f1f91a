/** A server over a small contract, and requests as bytes: what no browser or library would send can be sent here. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect, type NetConnectOpts } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createServer } from '../../../shared/rpc/server.ts';
import { testContract, testRoom } from '../../../shared/rpc/testing/testContract.ts';
import { serve, type ServeOptions } from '../serve.ts';

export const pageText = '<!doctype html><title>Threadlab</title>';

/** A page folder, with secrets beside it and a server over it; `dispose` removes all. */
export async function startServer(options: Partial<ServeOptions> & { readOnly?: boolean } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'threadlab-serve-'));
  const pageFolder = join(folder, 'renderer');
  await mkdir(join(pageFolder, 'assets'), { recursive: true });
  await writeFile(join(pageFolder, 'index.html'), pageText);
  await writeFile(join(pageFolder, 'assets', 'index-Ab_1.js'), 'export {};');
  await writeFile(join(pageFolder, '.hidden.json'), 'secret');
  await writeFile(join(folder, 'secret.json'), 'secret');
  await symlink(folder, join(folder, 'link'));
  const room = testRoom();
  const faults: unknown[] = [];
  const closed: string[] = [];
  const report = (error: unknown) => void faults.push(error);
  const served = await serve({
    backend: {
      attach(connection) {
        connection.onClose((reason) => closed.push(reason));
        createServer(testContract, room.handlers, connection, { readOnly: options.readOnly ?? false, report });
      },
    },
    pageFolder,
    port: 0,
    report,
    ...options,
  });
  const port = served.port ?? 8765;
  return {
    served,
    port,
    host: `127.0.0.1:${port}`,
    folder,
    room,
    faults,
    closed,
    /** Sends `text` as it is and gives back all that comes. */
    raw: (text: string) =>
      exchange(options.socket === undefined ? { port, host: '127.0.0.1' } : { path: options.socket }, text),
    async dispose() {
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type TestServer = Awaited<ReturnType<typeof startServer>>;

function exchange(to: NetConnectOpts, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let got = '';
    const socket = connect(to, () => socket.write(text));
    socket.setEncoding('utf8');
    socket.setTimeout(15_000, () => socket.destroy(new Error(`No end of the answer: ${got}`)));
    socket.on('data', (part: string) => (got += part));
    socket.on('error', (error) => (got === '' ? reject(error) : resolve(got)));
    socket.on('close', () => resolve(got));
  });
}

/** A request as text; headers may be repeated. */
export function requestText(
  method: string,
  target: string,
  headers: readonly (readonly [string, string])[],
  body = '',
): string {
  const lines = [
    ...headers,
    ['connection', 'close'],
    ...(body === '' ? [] : [['content-length', String(Buffer.byteLength(body))]]),
  ];
  return `${method} ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
}

export function ticketOf(url: string): string {
  return new URL(url).hash.replace('#ticket=', '');
}

/** The cookie that a new ticket gives, as a Cookie header. */
export async function openSession(server: TestServer, host = server.host): Promise<string> {
  const answer = await server.raw(
    requestText(
      'POST',
      '/session',
      [
        ['host', host],
        ['origin', `http://${host}`],
      ],
      ticketOf(server.served.newTicketUrl()),
    ),
  );
  const cookie = /^set-cookie: ([^;]+);/im.exec(answer)?.[1];
  if (cookie === undefined) throw new Error(`No cookie came: ${answer}`);
  return cookie;
}

/** Opens a WebSocket as a browser would, with the headers given; the HTTP status where it is refused. */
export function openSocket(
  server: TestServer,
  headers: { host?: string; origin?: string; cookie?: string },
  path = '/rpc',
): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', (error) => (error.message.includes('closed before') ? undefined : reject(error)));
  });
}

/** A socket that is known to open. */
export async function openOwnSocket(server: TestServer): Promise<WebSocket> {
  const cookie = await openSession(server);
  const socket = await openSocket(server, { origin: `http://${server.host}`, cookie });
  if (typeof socket === 'number') throw new Error(`Refused with ${socket}.`);
  return socket;
}
