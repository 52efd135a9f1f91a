/** What anyone who reaches loopback can try over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageText, requestText, startServer, statusOf, type TestServer } from './testing/raw.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.dispose());

const get = (target: string, host = server.host) => server.raw(requestText('GET', target, [['host', host]]));

describe('the page over HTTP', () => {
  test('is served with headers that let nothing else in', async () => {
    const answer = await get('/');
    expect(statusOf(answer)).toBe(200);
    expect(answer).toContain(pageText);
    const policy = /^content-security-policy: (.*)$/im.exec(answer)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' ws://${server.host}`);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(answer).toMatch(/^x-content-type-options: nosniff/im);
    expect(answer).toMatch(/^referrer-policy: no-referrer/im);
    expect(answer).not.toMatch(/access-control|x-powered-by|set-cookie/i);
  });

  test.each([
    ['/assets/index-Ab_1.js', 200],
    ['/assets/index-Ab_1.js?v=1', 200],
    ['/nothing.js', 404],
    ['/assets', 404],
    ['/assets/', 404],
  ])('answers %s with %i', async (target, status) => {
    expect(statusOf(await get(target))).toBe(status);
  });

  test('may be kept by the browser, where a name tells the content, and is asked for anew otherwise', async () => {
    expect(await get('/assets/index-Ab_1.js')).toMatch(/^cache-control: private, max-age=31536000, immutable\r$/im);
    expect(await get('/')).toMatch(/^cache-control: no-cache\r$/im);
    expect(await get('/assets/gone.js')).toMatch(/^cache-control: no-cache\r$/im);
  });

  test('answers HEAD without a body', async () => {
    const answer = await server.raw(requestText('HEAD', '/', [['host', server.host]]));
    expect(statusOf(answer)).toBe(200);
    expect(answer).not.toContain(pageText);
  });

  test.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/%2e%2e%2fsecret.json',
    '/%252e%252e%252fsecret.json',
    '/..%5csecret.json',
    '/..\\secret.json',
    '/assets/..%c0%afsecret.json',
    '/.hidden.json',
    '/%2ehidden.json',
    '//secret.json',
    '/./secret.json',
    '/secret.json%00.html',
    '/link/secret.json',
    '/index.html/../../secret.json',
    '../secret.json',
    'secret.json',
    'file:///etc/passwd',
    'http://127.0.0.1/../secret.json',
    '*',
  ])('gives nothing from outside the page for %s', async (target) => {
    const answer = await get(target);
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
    expect(answer).not.toContain('secret\r\n');
    expect(answer.split('\r\n\r\n')[1]).not.toBe('secret');
  });

  test.each(['localhost', 'localhost:1', 'LOCALHOST:9000', '127.0.0.1', '127.0.0.1:65535', '[::1]', '[::1]:8080'])(
    'answers under the loopback name %s',
    async (host) => {
      expect(statusOf(await get('/', host))).toBe(200);
    },
  );

  test.each([
    'example.org',
    'example.org:80',
    'localhost.example.org',
    'example.org#localhost',
    'localhost@example.org',
    'localhost:80@example.org',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '127.1',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '[::]',
    '[::ffff:127.0.0.1]',
    'localhost.',
    'localhost:',
    'localhost:80:80',
    'localhost:abc',
    'localhost, example.org',
    'localhost/',
    '',
  ])('refuses the Host %j', async (host) => {
    expect(statusOf(await get('/', host))).toBeGreaterThanOrEqual(400);
  });

  test('refuses a second Host, whichever stands first, and none at all', async () => {
    const own = ['host', server.host] as const;
    const foreign = ['host', 'example.org'] as const;
    expect(statusOf(await server.raw(requestText('GET', '/', [own, foreign])))).toBeGreaterThanOrEqual(400);
    expect(statusOf(await server.raw(requestText('GET', '/', [foreign, own])))).toBeGreaterThanOrEqual(400);
    expect(statusOf(await server.raw(requestText('GET', '/', [])))).toBeGreaterThanOrEqual(400);
    expect(statusOf(await server.raw('GET / HTTP/1.0\r\n\r\n'))).toBeGreaterThanOrEqual(400);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])(
    'refuses %s, and allows no other origin',
    async (method) => {
      for (const target of ['/', '/rpc', '/assets/index-Ab_1.js']) {
        const answer = await server.raw(
          requestText(method, target, [
            ['host', server.host],
            ['origin', `http://${server.host}`],
          ]),
        );
        expect(statusOf(answer)).toBe(405);
        expect(answer).not.toMatch(/access-control/i);
      }
    },
  );

  test('refuses CONNECT', async () => {
    const answer = await server.raw(`CONNECT example.org:80 HTTP/1.1\r\nhost: ${server.host}\r\n\r\n`);
    expect(answer === '' || statusOf(answer) >= 400).toBe(true);
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header without an end', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
    ['two lengths', 'POST /session HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'],
    [
      'a broken chunk',
      'POST /session HTTP/1.1\r\nhost: localhost\r\norigin: http://localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('survives %s', async (_what, text) => {
    const answer = await server.raw(text);
    expect(answer === '' || statusOf(answer) >= 400).toBe(true);
    expect(statusOf(await get('/'))).toBe(200);
    expect(server.faults).toEqual([]);
  });
});
