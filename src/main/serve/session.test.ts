/** The ticket, the cookie, and all that is not one of them. */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  openOwnSocket,
  openSession,
  openSocket,
  requestText,
  startServer,
  statusOf,
  ticketOf,
  type TestServer,
} from './testing/raw.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.dispose());

type Headers = readonly (readonly [string, string])[];
const ownOrigin = (): Headers => [
  ['host', server.host],
  ['origin', `http://${server.host}`],
];
const redeem = (ticket: string, headers: Headers = ownOrigin()) =>
  server.raw(requestText('POST', '/session', headers, ticket));
const newTicket = () => ticketOf(server.served.newTicketUrl());

describe('the ticket', () => {
  test('stands in the fragment of the link, which no request carries', () => {
    const url = new URL(server.served.ticketUrl);
    expect(`${url.origin}${url.pathname}${url.search}`).toBe(`http://${server.host}/`);
    expect(ticketOf(server.served.ticketUrl)).toMatch(/^[\w-]{43}$/);
  });

  test('gives a cookie that scripts cannot read and foreign sites cannot send', async () => {
    const answer = await redeem(newTicket());
    expect(statusOf(answer)).toBe(204);
    expect(answer).toMatch(
      new RegExp(`^set-cookie: threadlab-${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict\r$`, 'im'),
    );
  });

  test('tells who issued it that it was used, once', async () => {
    const used = vi.fn<() => void>();
    const ticket = ticketOf(server.served.newTicketUrl(used));
    await redeem('guess');
    expect(used).not.toHaveBeenCalled();
    await redeem(ticket);
    await redeem(ticket);
    expect(used).toHaveBeenCalledTimes(1);
  });

  test('opens once', async () => {
    const ticket = newTicket();
    expect(statusOf(await redeem(ticket))).toBe(204);
    expect(statusOf(await redeem(ticket))).toBe(403);
  });

  test('opens once also when it is shown many times at the same instant', async () => {
    const ticket = newTicket();
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(ticket)));
    expect(answers.map(statusOf).filter((status) => status === 204)).toHaveLength(1);
  });

  test.each(['', 'guess', 'A'.repeat(43), 'undefined', '__proto__', '\0'.repeat(43)])('is not %j', async (guess) => {
    const answer = await redeem(guess);
    expect(statusOf(answer)).toBe(403);
    expect(answer).not.toMatch(/set-cookie/i);
  });

  test('is refused when it is longer than any ticket', async () => {
    expect(statusOf(await redeem('x'.repeat(100_000)))).toBe(413);
  });

  test.each([
    ['none', []],
    ['null, as of a sandboxed frame or a file', [['origin', 'null']]],
    ['another site', [['origin', 'https://example.org']]],
    ['another port', [['origin', 'http://127.0.0.1:1']]],
    ['another loopback name', [['origin', 'http://localhost:1']]],
    ['another scheme', [['origin', 'https://HOST']]],
    ['one that begins alike', [['origin', 'http://HOST.example.org']]],
    ['one with a path', [['origin', 'http://HOST/']]],
    [
      'two',
      [
        ['origin', 'http://HOST'],
        ['origin', 'http://example.org'],
      ],
    ],
  ] as const)('is not taken from an Origin that is %s', async (_what, origins) => {
    const ticket = newTicket();
    const headers: Headers = [
      ['host', server.host],
      ...origins.map(([name, value]) => [name, value.replace('HOST', server.host)] as const),
    ];
    expect(statusOf(await redeem(ticket, headers))).toBe(403);
    expect(statusOf(await redeem(ticket))).toBe(204); // and was not used up by it
  });

  test('is not taken from a form of another site', async () => {
    const answer = await redeem(`ticket=${newTicket()}`, [
      ['host', server.host],
      ['origin', 'https://example.org'],
      ['content-type', 'application/x-www-form-urlencoded'],
      ['sec-fetch-site', 'cross-site'],
    ]);
    expect(statusOf(answer)).toBe(403);
  });

  test('is not taken in the address', async () => {
    for (const target of [`/session?ticket=${newTicket()}`, `/?ticket=${newTicket()}`]) {
      expect(await server.raw(requestText('GET', target, ownOrigin()))).not.toMatch(/set-cookie/i);
    }
  });
});

describe('the cookie', () => {
  const standing = async (headers: Headers) => statusOf(await server.raw(requestText('GET', '/session', headers)));

  test('serves again and again, also after a reload', async () => {
    const cookie = await openSession(server);
    for (let n = 0; n < 3; n += 1)
      expect(
        await standing([
          ['host', server.host],
          ['cookie', cookie],
        ]),
      ).toBe(204);
    expect(
      await standing([
        ['host', server.host],
        ['cookie', `a=1; ${cookie}; b=2`],
      ]),
    ).toBe(204);
  });

  test('is asked for', async () => {
    expect(await standing([['host', server.host]])).toBe(401);
    expect(
      await standing([
        ['host', server.host],
        ['cookie', `threadlab-${server.port}=${'A'.repeat(43)}`],
      ]),
    ).toBe(401);
    expect(
      await standing([
        ['host', server.host],
        ['cookie', `threadlab-${server.port}=${newTicket()}`],
      ]),
    ).toBe(401);
  });

  test('is named after the port that the browser sees, as through a tunnel', async () => {
    const cookie = await openSession(server, 'localhost:9999');
    expect(cookie).toMatch(/^threadlab-9999=/);
    expect(
      await standing([
        ['host', 'localhost:9999'],
        ['cookie', cookie],
      ]),
    ).toBe(204);
    expect(
      await standing([
        ['host', 'localhost:9998'],
        ['cookie', cookie],
      ]),
    ).toBe(401);
  });

  test('of another server, on another port or before a restart, is none here', async () => {
    const other = await startServer();
    try {
      const cookie = await openSession(other);
      const renamed = cookie.replace(String(other.port), String(server.port));
      for (const one of [cookie, renamed]) {
        expect(
          await standing([
            ['host', server.host],
            ['cookie', one],
          ]),
        ).toBe(401);
        expect(await openSocket(server, { origin: `http://${server.host}`, cookie: one })).toBe(401);
      }
    } finally {
      await other.dispose();
    }
  });
});

describe('the socket', () => {
  test('opens with a loopback Host, its own Origin and a cookie, and answers', async () => {
    const socket = await openOwnSocket(server);
    socket.send(JSON.stringify({ type: 'call', id: 1, path: 'desk.add', input: { a: 1, b: 2 } }));
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(data.toString())).toEqual({ type: 'result', id: 1, output: { sum: 3 } });
    socket.terminate();
  });

  test.each([
    ['without a cookie', { cookie: '' }, 401],
    ['with a cookie that was guessed', { cookie: 'threadlab-PORT=guess' }, 401],
    ['from another site with the cookie', { origin: 'https://example.org' }, 403],
    ['from another port with the cookie', { origin: 'http://127.0.0.1:1' }, 403],
    ['from a file', { origin: 'null' }, 403],
    ['without an Origin', { origin: '' }, 403],
    ['under a name that was rebound', { host: 'example.org', origin: 'http://example.org' }, 403],
    ['where Host and Origin are loopback but differ', { host: 'localhost:1', origin: 'http://localhost:2' }, 403],
  ])('is refused %s', async (_how, tried, status) => {
    const cookie = await openSession(server);
    const headers = { host: server.host, origin: `http://${server.host}`, cookie, ...tried };
    const given = Object.entries(headers).filter(([, value]) => value !== '');
    expect(await openSocket(server, Object.fromEntries(given))).toBe(status);
  });

  test('is at one path only', async () => {
    const cookie = await openSession(server);
    expect(await openSocket(server, { origin: `http://${server.host}`, cookie }, '/other')).toBe(404);
  });

  test.each([
    'GET /rpc HTTP/1.1\r\nhost: HOST\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n',
    'GET /rpc HTTP/1.1\r\nhost: HOST\r\norigin: http://HOST\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
  ])('refuses a broken upgrade', async (text) => {
    expect(statusOf(await server.raw(text.replaceAll('HOST', server.host)))).toBeGreaterThanOrEqual(400);
  });
});
