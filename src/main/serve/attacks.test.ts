/** What the tables of the other tests do not name: bytes at random, floods, and another user of the machine. */
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { asOtherUser, noOtherUser } from '../testing/otherUser.ts';
import { socketsAtOnce } from './socketServer.ts';
import { openOwnSocket, openSession, openSocket, requestText, startServer, statusOf } from './testing/raw.ts';

const servers: Awaited<ReturnType<typeof startServer>>[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.dispose();
});

async function start(options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(options);
  servers.push(server);
  return server;
}
type Server = Awaited<ReturnType<typeof start>>;

const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const status = async (server: Server) => statusOf(await server.raw(requestText('GET', '/', [['host', server.host]])));

async function answers(socket: WebSocket): Promise<void> {
  socket.send(JSON.stringify({ type: 'call', id: 1, path: 'desk.add', input: { a: 1, b: 2 } }));
  const [data] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(data.toString())).toEqual({ type: 'result', id: 1, output: { sum: 3 } });
}

describe('bytes at random', () => {
  test('in the path, however the way out is written, give nothing from outside the page', async () => {
    const server = await start();
    const dots = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2E%2e',
      '%252e%252e',
      '%25252e',
      '%c0%ae',
      '%uff0e',
      '．．',
      '..;',
    );
    const slashes = fc.constantFrom(
      '/',
      '\\',
      '%2f',
      '%5c',
      '%252f',
      '%c0%af',
      '∕',
      '//',
      '%00',
      '\0',
      '%20',
      ' ',
      '#',
      '?',
    );
    const names = fc.constantFrom('secret.json', 'assets', 'link', 'renderer', '.hidden.json', 'index.html', 'C:', '~');
    const way = fc.oneof(dots, slashes, names);
    await fc.assert(
      fc.asyncProperty(fc.array(way, { maxLength: 12 }), fc.constantFrom('', 'secret.json'), async (parts, end) => {
        const answer = await server.raw(requestText('GET', `/${parts.join('')}${end}`, [['host', server.host]]));
        expect(answer.split('\r\n\r\n').slice(1)).not.toContain('secret');
      }),
      { numRuns: 400 },
    );
    expect(server.faults).toEqual([]);
  });

  test('in place of a request leave the server as it was', async () => {
    const server = await start();
    const begin = fc.constantFrom(
      '',
      'GET / HTTP/1.1\r\n',
      `POST /session HTTP/1.1\r\nhost: ${server.host}\r\n`,
      'PRI * HTTP/2.0\r\n\r\n',
    );
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '\r\n',
        '\r\n\r\n',
        '\0',
        ': ',
        'content-length: 99999999999999999999',
        'transfer-encoding: chunked',
        'host: a',
        'upgrade: x',
      ),
    );
    await fc.assert(
      fc.asyncProperty(begin, fc.array(part, { maxLength: 8 }), async (first, parts) => {
        await sendAndLeave(server, first + parts.join(''));
      }),
      { numRuns: 150 },
    );
    expect(await status(server)).toBe(200);
    expect(server.faults).toEqual([]);
  });

  test('as frames of an open socket end that socket at most', { timeout: 60_000 }, async () => {
    const server = await start();
    const cookie = await openSession(server);
    const good = await openOwnSocket(server);
    const head = requestText('GET', '/rpc', [
      ['host', server.host],
      ['origin', `http://${server.host}`],
      ['cookie', cookie],
      ['upgrade', 'websocket'],
      ['sec-websocket-version', '13'],
      ['sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ=='],
    ]).replace('connection: close', 'connection: Upgrade');
    // First byte: FIN, reserved bits and opcode; second: mask bit and length. Random ones reach every branch.
    const frame = fc.tuple(fc.nat(255), fc.nat(255), fc.uint8Array({ maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 5 }), async (frames) => {
        await sendAndLeave(server, head, Buffer.concat(frames.map(([a, b, rest]) => Buffer.from([a, b, ...rest]))));
      }),
      { numRuns: 200 },
    );
    await soon(() => expect(server.closed).toHaveLength(200));
    await answers(good);
    good.terminate();
    expect(server.faults).toEqual([]);
  });
});

/** Sends what it is given and goes away, at the latest when the server has answered or closed. */
async function sendAndLeave(server: Server, text: string, bytes: Uint8Array = Buffer.alloc(0)): Promise<void> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined); // reset by the server, which is its right
  const closed = once(socket, 'close');
  socket.write(Buffer.from(text, 'utf8'));
  if (bytes.length > 0) {
    await once(socket, 'data');
    socket.write(bytes);
  }
  socket.end();
  socket.resume();
  setTimeout(() => socket.destroy(), 20).unref();
  await closed;
}

describe('floods', () => {
  test('200 windows at once: as many as may are let in, the others are refused, and all goes on afterwards', async () => {
    const server = await start();
    const cookie = await openSession(server);
    const headers = { origin: `http://${server.host}`, cookie };
    const sockets: WebSocket[] = [];
    const opened = Array.from(
      { length: 200 },
      () =>
        new Promise<'open' | 'refused'>((resolve) => {
          const socket = new WebSocket(`ws://${server.host}/rpc`, { headers });
          sockets.push(socket);
          socket.on('open', () => resolve('open'));
          socket.on('error', () => resolve('refused'));
        }),
    );
    const ends = await Promise.all(opened);
    expect(ends.filter((end) => end === 'open')).toHaveLength(socketsAtOnce);
    const [first] = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN);
    if (first !== undefined) await answers(first);
    for (const socket of sockets) socket.terminate();
    await soon(() => expect(server.closed).toHaveLength(socketsAtOnce));
    await soon(async () => expect(await openSocket(server, headers)).toBeInstanceOf(WebSocket));
    expect(server.faults).toEqual([]);
  });

  test('clients that ask for the page and never read it hold up nobody', async () => {
    const server = await start();
    const idle = Array.from({ length: 20 }, () => {
      const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
      socket.pause();
      for (let n = 0; n < 50; n += 1) socket.write(`GET / HTTP/1.1\r\nhost: ${server.host}\r\n\r\n`);
      return socket;
    });
    expect(await status(server)).toBe(200);
    const socket = await openOwnSocket(server);
    await answers(socket);
    socket.terminate();
    for (const one of idle) one.destroy();
    expect(server.faults).toEqual([]);
  });

  test('requests that are never finished are cut off, and hold up nobody', { timeout: 60_000 }, async () => {
    const server = await start({ requestPatience: 1 });
    let closed = 0;
    const slow = Array.from({ length: 20 }, () => {
      const one = connect(server.port, '127.0.0.1').on('error', () => undefined);
      one.on('close', () => (closed += 1)).resume();
      one.write('GET / HTTP/1.1\r\nhost: ');
      return one;
    });
    expect(await status(server)).toBe(200);
    await vi.waitFor(() => expect(closed).toBe(slow.length), { timeout: 40_000, interval: 100 });
  });
});

describe('another user of this machine', () => {
  const says = async (script: string, ...args: string[]): Promise<string> => {
    const child = asOtherUser(['-e', script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(child, 'close');
    return said;
  };
  const tryConnect = `const s = require('node:net').connect(process.argv[1]);
    s.on('connect', () => { console.log('in'); s.destroy(); }).on('error', (e) => console.log(e.code));`;

  test('is kept out of a socket file by its mode alone', async ({ skip }) => {
    if (noOtherUser !== null) skip(noOtherUser);
    const folder = await mkdtemp(join(tmpdir(), 'threadlab-sock-'));
    await chmod(folder, 0o755);
    const socket = join(folder, 'tl.sock');
    const server = await start({ socket });
    expect(await says(tryConnect, socket)).toBe('EACCES\n');
    expect(statusOf(await server.raw(requestText('GET', '/', [['host', 'localhost']])))).toBe(200);
    await chmod(socket, 0o666); // the way is open but for the mode: with another one, this user comes in
    expect(await says(tryConnect, socket)).toBe('in\n');
    await rm(folder, { recursive: true, force: true });
  });

  test('gets the files of the page from the port, and no room', async ({ skip }) => {
    if (noOtherUser !== null) skip(noOtherUser);
    const server = await start();
    const script = `
      const host = process.argv[1];
      (async () => {
        const page = (await fetch('http://' + host)).status;
        const session = (await fetch('http://' + host + '/session')).status;
        const socket = new WebSocket('ws://' + host + '/rpc');
        const end = await new Promise((done) => { socket.onopen = () => done('open'); socket.onerror = () => done('refused'); });
        console.log(page, session, end);
      })();`;
    expect(await says(script, server.host)).toBe('200 401 refused\n');
  });
});
