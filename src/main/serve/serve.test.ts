/** Limits, floods, socket files, and what a taken port says. */
import { once } from 'node:events';
import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createClient } from '../../shared/rpc/client.ts';
import { pageSocketConnection } from '../../renderer/connection/pageSocket.ts';
import { testContract } from '../../shared/rpc/testing/testContract.ts';
import { socketConnection } from './socketConnection.ts';
import { socketsAtOnce } from './socketServer.ts';
import {
  openOwnSocket,
  openSession,
  openSocket,
  requestText,
  startServer,
  statusOf,
  type TestServer,
} from './testing/raw.ts';
import { WebSocket, WebSocketServer } from 'ws';

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.dispose();
});

async function start(options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(options);
  servers.push(server);
  return server;
}

const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
const alive = async (server: TestServer) =>
  statusOf(await server.raw(requestText('GET', '/', [['host', server.host]])));

describe('a window that misbehaves', () => {
  test.each([
    ['nonsense', 'hello'],
    ['binary nonsense', Buffer.alloc(64, 7)],
    ['a frame over the limit', 'x'.repeat(2 * 1024 * 1024)],
    ['a frame over what is even taken in', 'x'.repeat(4 * 1024 * 1024)],
  ])('is closed for %s, and the others go on', async (_what, frame) => {
    const server = await start();
    const [good, bad] = [await openOwnSocket(server), await openOwnSocket(server)];
    bad.on('error', () => undefined);
    bad.send(frame);
    await once(bad, 'close');
    good.send(JSON.stringify({ type: 'call', id: 1, path: 'desk.add', input: { a: 1, b: 2 } }));
    await once(good, 'message');
    await soon(() => expect(server.closed).toHaveLength(1));
    expect(server.faults).toEqual([]);
    good.terminate();
  });

  test('is told why', async () => {
    const server = await start();
    const socket = await openOwnSocket(server);
    socket.send('hello');
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect(code).toBe(4000);
    expect(reason.toString()).toBe('The request is not JSON.');
  });

  test('is dropped when it breaks the protocol of the socket itself', async () => {
    const server = await start();
    const cookie = await openSession(server);
    const answer = await server.raw(
      requestText('GET', '/rpc', [
        ['host', server.host],
        ['origin', `http://${server.host}`],
        ['cookie', cookie],
        ['connection', 'Upgrade'],
        ['upgrade', 'websocket'],
        ['sec-websocket-version', '13'],
        ['sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ]).replace('connection: close\r\n', '') + '\xff\xff\xff\xff not masked, not a frame',
    );
    expect(answer).toContain('101 Switching Protocols');
    await soon(() => expect(server.closed).toHaveLength(1));
    expect(await alive(server)).toBe(200);
  });

  test('is dropped when it leaves what it asked for unread', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const accepted = once(server, 'connection') as Promise<[WebSocket]>;
    const lazy = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(lazy, 'open');
    lazy.pause();
    const [socket] = await accepted;
    const connection = socketConnection(socket, 1024 * 1024);
    const closed: string[] = [];
    connection.onClose((reason) => closed.push(reason));
    const part = 'x'.repeat(512 * 1024);
    for (let n = 0; n < 200 && closed.length === 0; n += 1) {
      connection.send(part);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(closed).toEqual(['The window left 1048576 bytes unread and was dropped.']);
    lazy.terminate();
    server.close();
  });

  test('is dropped when it answers no ping', async () => {
    const server = await start({ pingInterval: 0.05 });
    const [lazy, good] = [await openOwnSocket(server), await openOwnSocket(server)];
    lazy.pause();
    await soon(() => expect(server.closed).toHaveLength(1));
    expect(good.readyState).toBe(WebSocket.OPEN);
    lazy.terminate();
    good.terminate();
  });
});

describe('many at once', () => {
  test('windows over the limit are refused until one closes', async () => {
    const server = await start();
    const cookie = await openSession(server);
    const headers = { origin: `http://${server.host}`, cookie };
    const sockets: WebSocket[] = [];
    for (let n = 0; n < socketsAtOnce; n += 1) {
      const socket = await openSocket(server, headers);
      if (typeof socket !== 'number') sockets.push(socket);
    }
    expect(sockets).toHaveLength(socketsAtOnce);
    expect(await openSocket(server, headers)).toBe(503);
    sockets[0]?.close();
    await soon(() => expect(server.closed).toHaveLength(1));
    const next = await openSocket(server, headers);
    expect(next).toBeInstanceOf(WebSocket);
    for (const socket of server.served && sockets) socket.terminate();
    if (typeof next !== 'number') next.terminate();
  });

  test('idle connections over the limit are dropped, and it answers again when they are gone', async () => {
    const server = await start();
    const idle = Array.from({ length: 200 }, () => connect(server.port, '127.0.0.1'));
    let dropped = 0;
    for (const socket of idle) socket.on('error', () => undefined).on('close', () => (dropped += 1));
    await soon(() => expect(dropped).toBeGreaterThanOrEqual(200 - 64));
    for (const socket of idle) socket.destroy();
    await vi.waitFor(async () => expect(await alive(server)).toBe(200), { timeout: 10_000 });
  });
});

test('read-only refuses what acts over the socket too', async () => {
  const server = await start({ readOnly: true });
  const cookie = await openSession(server);
  const socket = await openSocket(server, { origin: `http://${server.host}`, cookie });
  if (typeof socket === 'number') throw new Error(`Refused with ${socket}.`);
  socket.send(JSON.stringify({ type: 'call', id: 1, path: 'desk.act', input: {} }));
  const [data] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(data.toString())).toMatchObject({ type: 'failed', error: { code: 'readOnly' } });
  expect(server.room.acted).toBe(0);
  socket.terminate();
});

test('closing ends every window', async () => {
  const server = await startServer();
  const socket = await openOwnSocket(server);
  const gone = once(socket, 'close');
  await server.dispose();
  await gone;
  expect(server.closed).toHaveLength(1);
});

describe('where it listens', () => {
  test('is loopback only', async () => {
    const server = await start();
    expect(server.served.address).toBe(`http://127.0.0.1:${server.port}`);
  });

  test('a port that is taken is said with what to do, or another is taken where any will do', async () => {
    const other = createTcpServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startServer({ port })).rejects.toMatchObject({
      code: 'notAvailable',
      message: `Port ${port} of 127.0.0.1 is taken by another program. Choose another with --port, or --port 0 for any free one.`,
    });
    const elsewhere = await start({ port, elseAnyPort: true });
    expect(elsewhere.served.address).toBe(`http://127.0.0.1:${elsewhere.port}`);
    expect(elsewhere.port).not.toBe(port);
    expect(await alive(elsewhere)).toBe(200);
    await new Promise((resolve) => other.close(resolve));
  });

  describe('a socket file', () => {
    let folder: string;
    const inFolder = async () => join((folder = await mkdtemp(join(tmpdir(), 'threadlab-sock-'))), 'tl.sock');
    afterEach(() => rm(folder, { recursive: true, force: true }));

    test('is its owner’s alone, and serves the page and the session', async () => {
      const socket = await inFolder();
      const server = await start({ socket });
      expect((await stat(socket)).mode & 0o777).toBe(0o600);
      expect(server.served).toMatchObject({ address: socket, port: null });
      expect(new URL(server.served.ticketUrl).host).toBe('localhost:8765');
      expect(statusOf(await server.raw(requestText('GET', '/', [['host', 'localhost:8765']])))).toBe(200);
      expect(statusOf(await server.raw(requestText('GET', '/', [['host', 'example.org']])))).toBe(403);
      expect(await openSession(server, 'localhost:8765')).toMatch(/^threadlab-8765=/);
    });

    test('that a dead server left is replaced; a live one and any other file are not', async () => {
      const socket = await inFolder();
      const live = await start({ socket });
      await expect(startServer({ socket })).rejects.toMatchObject({ code: 'notAvailable' });
      expect(statusOf(await live.raw(requestText('GET', '/', [['host', 'localhost']])))).toBe(200);
      const left = join(folder, 'left.sock');
      const dead = createTcpServer();
      await new Promise<void>((resolve) => dead.listen(join(folder, 'dead.sock'), resolve));
      await rename(join(folder, 'dead.sock'), left);
      await new Promise((resolve) => dead.close(resolve));
      expect(
        statusOf(await (await start({ socket: left })).raw(requestText('GET', '/', [['host', 'localhost']]))),
      ).toBe(200);
      const file = join(folder, 'notes.txt');
      await writeFile(file, 'mine');
      await expect(startServer({ socket: file })).rejects.toMatchObject({ code: 'notAvailable' });
      await expect(startServer({ socket: join(folder, 'no', 'where.sock') })).rejects.toMatchObject({
        code: 'notAvailable',
      });
    });
  });
});

test('the page’s own client works over it', async () => {
  const server = await start();
  const cookie = await openSession(server);
  // A browser sends Origin and Cookie by itself; Node's WebSocket is told them.
  const page = new globalThis.WebSocket(`ws://${server.host}/rpc`, {
    headers: { origin: `http://${server.host}`, cookie },
  } as never);
  const rpc = createClient(testContract, await pageSocketConnection(page));
  expect(await rpc.call('desk.add', { a: 2, b: 3 })).toEqual({ sum: 5 });
  rpc.close();
});
