import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NewLinkNeeded } from './connectionState.ts';
import { onNewLink, socketOpener } from './session.ts';

/** A socket that opens at once; jsdom's would look for a server. */
class OpenSocket extends EventTarget {
  static opened: string[] = [];
  binaryType = '';
  constructor(url: string) {
    super();
    OpenSocket.opened.push(url);
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }
}

/** A server that answers each question with the next status of its list. */
function answerWith(...statuses: number[]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path} ${typeof init.body === 'string' ? init.body : ''}`.trim());
    const status = statuses.shift();
    if (status === undefined) return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve(new Response(null, { status }));
  });
  return asked;
}

const never = new AbortController().signal;

beforeEach(() => {
  OpenSocket.opened = [];
  vi.stubGlobal('WebSocket', OpenSocket);
});
afterEach(() => {
  vi.unstubAllGlobals();
  window.location.hash = '';
});

describe('the way in of a browser', () => {
  test('exchanges the ticket, takes it out of the address, and opens the socket', async () => {
    window.location.hash = '#ticket=abc';
    const asked = answerWith(204);
    await socketOpener()(never);
    expect(asked).toEqual(['POST /session abc']);
    expect(window.location.href).not.toContain('ticket');
    expect(OpenSocket.opened).toEqual([`ws://${window.location.host}/rpc`]);
  });

  test('needs no ticket while the cookie serves', async () => {
    const asked = answerWith(204);
    await socketOpener()(never);
    expect(asked).toEqual(['GET /session']);
  });

  test('goes on with the cookie when the ticket was used before', async () => {
    window.location.hash = '#ticket=used';
    answerWith(403, 204);
    await socketOpener()(never);
    expect(OpenSocket.opened).toHaveLength(1);
  });

  test('asks for a new link when neither serves, and opens nothing', async () => {
    window.location.hash = '#ticket=used';
    answerWith(403, 401);
    await expect(socketOpener()(never)).rejects.toBeInstanceOf(NewLinkNeeded);
    expect(OpenSocket.opened).toEqual([]);
  });

  test('says so when the backend cannot be reached, which needs no new link', async () => {
    answerWith();
    const error: unknown = await socketOpener()(never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(NewLinkNeeded);
    expect(String(error)).toContain('cannot be reached');
  });

  test('an attempt that is given up leaves the ticket on its way, and the next one waits for the same answer', async () => {
    window.location.hash = '#ticket=abc';
    let answer: (response: Response) => void = () => undefined;
    const posted: (AbortSignal | null | undefined)[] = [];
    vi.stubGlobal('fetch', (_: string, { method, signal }: RequestInit) => {
      if (method === 'GET') return Promise.resolve(new Response(null, { status: 204 }));
      posted.push(signal);
      return new Promise<Response>((resolve) => (answer = resolve));
    });
    const open = socketOpener();
    const given = new AbortController();
    const first = open(given.signal);
    given.abort();
    const second = open(never);
    answer(new Response(null, { status: 204 }));
    await Promise.all([first, second]);
    expect(posted).toEqual([undefined]);
  });

  test('keeps the ticket, though not in the address, for when the backend can be reached again', async () => {
    window.location.hash = '#ticket=abc';
    const asked = answerWith();
    const open = socketOpener();
    await open(never).catch(() => undefined);
    expect(window.location.href).not.toContain('ticket');
    answerWith(204, 204);
    await open(never);
    expect(asked).toEqual(['POST /session abc']);
    expect(OpenSocket.opened).toHaveLength(1);
  });

  test('hears of a new link that is opened in the same tab', async () => {
    let told = 0;
    onNewLink(() => (told += 1));
    window.location.hash = '#lab';
    window.location.hash = '#ticket=new';
    await vi.waitFor(() => expect(told).toBeGreaterThan(0));
  });
});
