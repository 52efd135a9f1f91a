/** What every transport must keep: the one suite of the RPC core, run on a pair of joined connections. */
import { afterEach, expect, test, vi } from 'vitest';
import { ThreadlabError } from '../../errors.ts';
import { createClient } from '../client.ts';
import type { Connection } from '../connection.ts';
import { requestLength } from '../limits.ts';
import { createServer } from '../server.ts';
import { onlyFeed, testContract, testRoom } from './testContract.ts';

export interface ConnectionPair {
  client: Connection;
  server: Connection;
  /** Frees what the transport holds: a server, a channel. */
  dispose(): void | Promise<void>;
}

export function rpcSuite(makePair: () => ConnectionPair | Promise<ConnectionPair>): void {
  const open: ConnectionPair[] = [];
  afterEach(async () => {
    for (const pair of open.splice(0)) {
      pair.client.close();
      await pair.dispose();
    }
  });

  async function join(readOnly = false) {
    const pair = await makePair();
    open.push(pair);
    const room = testRoom();
    const reports: unknown[] = [];
    const closed: string[] = [];
    pair.server.onClose((reason) => closed.push(reason));
    createServer(testContract, room.handlers, pair.server, { readOnly, report: (error) => reports.push(error) });
    return { ...pair, room, reports, closed };
  }

  async function joinClient(readOnly = false) {
    const joined = await join(readOnly);
    return { ...joined, rpc: createClient(testContract, joined.client) };
  }

  /** At the end of a test its connection closes; nothing else may end what the test watches. */
  const unlessClosed = (error: ThreadlabError) => expect(error.code).toBe('connectionLost');
  const soon = <T>(check: () => T) => vi.waitFor(check, { timeout: 10_000, interval: 2 });
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: unknown) => (error instanceof ThreadlabError ? { code: error.code, message: error.message } : error),
    );

  test('answers a call', async () => {
    const { rpc } = await joinClient();
    expect(await rpc.call('desk.add', { a: 1, b: 2 })).toEqual({ sum: 3 });
  });

  test('answers many calls, each with its own', async () => {
    const { rpc } = await joinClient();
    const sums = await Promise.all(Array.from({ length: 40 }, (_unused, a) => rpc.call('desk.add', { a, b: 1 })));
    expect(sums.map(({ sum }) => sum)).toEqual(Array.from({ length: 40 }, (_unused, a) => a + 1));
  });

  test('carries a long text whole', async () => {
    const { rpc } = await joinClient();
    expect((await rpc.call('desk.text', { length: 3_000_000 })).text).toHaveLength(3_000_000);
  });

  test('refuses an input that the schema does not take, and names the part', async () => {
    const { rpc } = await joinClient();
    const error = await failure(rpc.call('desk.add', { a: 'one' as never, b: 2 }));
    expect(error).toMatchObject({ code: 'badInput', message: expect.stringContaining('a:') });
  });

  test('bounds the words of a refusal, however much of the input they would repeat', async () => {
    const { client } = await join();
    const frames: string[] = [];
    client.onFrame((frame) => frames.push(String(frame)));
    const input = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`${n}${'x'.repeat(5000)}`, 1]));
    client.send(JSON.stringify({ type: 'call', id: 1, path: 'desk.table', input }));
    await soon(() => expect(frames).toHaveLength(1));
    expect(frames[0]).toContain('"badInput"');
    expect(frames[0]?.length).toBeLessThan(2000);
  });

  test('logs no refusal that nobody waits for any more', async () => {
    const { client, closed, reports } = await join();
    client.send(JSON.stringify({ type: 'call', id: 1, path: 'desk.add', input: {} }));
    client.send(JSON.stringify({ type: 'cancel', id: 1 }));
    client.close();
    await soon(() => expect(closed).toHaveLength(1));
    expect(reports).toEqual([]);
  });

  test('passes on a declared error with its sentence', async () => {
    const { rpc, reports } = await joinClient();
    expect(await failure(rpc.call('desk.fail', { how: 'declared' }))).toEqual({
      code: 'processGone',
      message: 'Process 7 has ended. Nothing was changed.',
    });
    expect(reports).toEqual([]);
  });

  test.each(['undeclared', 'output', 'unknown'])(
    'turns an error that is %s into internal, and reports it',
    async (how) => {
      const { rpc, reports } = await joinClient();
      const error = await failure(rpc.call('desk.fail', { how }));
      expect(error).toMatchObject({ code: 'internal' });
      expect(JSON.stringify(error)).not.toMatch(/secret|\.ts:| at /);
      expect(reports).toHaveLength(1);
    },
  );

  test.each([
    'desk.nothing',
    'nothing.add',
    'desk',
    'desk.add.more',
    '__proto__.toString',
    'desk.constructor',
    'desk.count',
  ])('says that it has no procedure %s', async (path) => {
    const { client, server } = await join();
    const frames: unknown[] = [];
    client.onFrame((frame) => frames.push(JSON.parse(String(frame))));
    client.send(JSON.stringify({ type: 'call', id: 1, path, input: { from: 1 } }));
    await soon(() => expect(frames).toMatchObject([{ type: 'failed', id: 1, error: { code: 'notFound' } }]));
    server.close();
  });

  test('cancels a call by its signal, here and at the handler', async () => {
    const { rpc, room, reports } = await joinClient();
    const controller = new AbortController();
    const call = failure(rpc.call('desk.wait', {}, { signal: controller.signal }));
    await soon(() => expect(room.signals).toHaveLength(1));
    controller.abort();
    expect(await call).toMatchObject({ code: 'cancelled' });
    await soon(() => expect(room.signals[0]?.aborted).toBe(true));
    expect(await failure(rpc.call('desk.add', { a: 1, b: 1 }, { signal: controller.signal }))).toMatchObject({
      code: 'cancelled',
    });
    expect(await rpc.call('desk.add', { a: 1, b: 1 })).toEqual({ sum: 2 });
    expect(reports).toEqual([]);
  });

  test('refuses what acts when it is read-only, and answers the rest', async () => {
    const { rpc, room } = await joinClient(true);
    expect(await failure(rpc.call('desk.act', {}))).toMatchObject({ code: 'readOnly' });
    expect(room.acted).toBe(0);
    expect(await rpc.call('desk.add', { a: 1, b: 2 })).toEqual({ sum: 3 });
  });

  test('follows a state from its first value on', async () => {
    const { rpc, room } = await joinClient();
    const items: number[] = [];
    rpc.subscribe('desk.count', { from: 5 }, { onItem: ({ n }) => void items.push(n), onError: unlessClosed });
    await soon(() => expect(items).toEqual([5]));
    const feed = onlyFeed(room);
    feed.value = 6;
    feed.changed();
    await soon(() => expect(items).toEqual([5, 6]));
  });

  test('gives a slow watcher the newest state and never a queue', async () => {
    const { rpc, room } = await joinClient();
    const items: number[] = [];
    const waiting: (() => void)[] = [];
    rpc.subscribe(
      'desk.count',
      { from: 0 },
      {
        onItem({ n }) {
          items.push(n);
          return new Promise<void>((resolve) => waiting.push(resolve));
        },
        onError: unlessClosed,
      },
    );
    await soon(() => expect(items).toEqual([0]));
    const feed = onlyFeed(room);
    for (let n = 1; n <= 1000; n += 1) {
      feed.value = n;
      feed.changed();
      if (n % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(feed.takes).toBe(1);
    expect(items).toEqual([0]);
    waiting.shift()?.();
    await soon(() => expect(items).toEqual([0, 1000]));
    expect(feed.takes).toBe(2);
  });

  test('carries a buffer as it is, where numbers of eight bytes may lie', async () => {
    const { rpc } = await joinClient();
    for (const length of [0, 1, 8, 100_000]) {
      const buffer = await new Promise<Uint8Array>((resolve, reject) => {
        rpc.subscribe('desk.bytes', { length }, { onItem: resolve, onError: reject });
      });
      expect(buffer).toEqual(Uint8Array.from({ length }, (_unused, index) => index % 251));
      expect(buffer.byteOffset % 8).toBe(0);
    }
  });

  test('tells the feed what the watcher now asks for', async () => {
    const { rpc, room } = await joinClient();
    const items: number[] = [];
    const watch = rpc.subscribe(
      'desk.count',
      { from: 1 },
      { onItem: ({ n }) => void items.push(n), onError: unlessClosed },
    );
    await soon(() => expect(items).toEqual([1]));
    watch.update({ from: 9 });
    await soon(() => expect(items).toEqual([1, 9]));
    expect(room.feeds[0]?.input).toEqual({ from: 9 });
  });

  test('ends a subscription whose changed request is refused', async () => {
    const { rpc, room } = await joinClient();
    const errors: string[] = [];
    const watch = rpc.subscribe(
      'desk.count',
      { from: 1 },
      { onItem: () => undefined, onError: ({ code }) => errors.push(code) },
    );
    watch.update({ from: 0.5 });
    await soon(() => expect(errors).toEqual(['badInput']));
    expect(room.feeds[0]?.closed).toBe(1);
  });

  test('closes the feed of a watcher that leaves, once, and sends it nothing more', async () => {
    const { rpc, room } = await joinClient();
    const items: number[] = [];
    const watch = rpc.subscribe(
      'desk.count',
      { from: 1 },
      { onItem: ({ n }) => void items.push(n), onError: unlessClosed },
    );
    await soon(() => expect(items).toEqual([1]));
    watch.close();
    watch.close();
    await soon(() => expect(room.feeds[0]?.closed).toBe(1));
    room.feeds[0]?.changed();
    await rpc.call('desk.add', { a: 1, b: 1 });
    expect(items).toEqual([1]);
    expect(room.feeds[0]?.closed).toBe(1);
  });

  test.each([
    ['when it is opened', { from: -1 }, 'processGone'],
    ['for its request', { from: 1.5 }, 'badInput'],
  ])('says why a subscription is refused %s', async (_when, input, code) => {
    const { rpc } = await joinClient();
    const error = await new Promise<ThreadlabError>((resolve) => {
      rpc.subscribe('desk.count', input, { onItem: () => expect.unreachable(), onError: resolve });
    });
    expect(error.code).toBe(code);
  });

  test('says why a feed failed, and closes it', async () => {
    const { rpc, room } = await joinClient();
    const errors: string[] = [];
    rpc.subscribe('desk.count', { from: 1 }, { onItem: () => undefined, onError: ({ code }) => errors.push(code) });
    await soon(() => expect(room.feeds).toHaveLength(1));
    room.feeds[0]?.fail(new ThreadlabError('processGone', 'It has ended.'));
    room.feeds[0]?.fail(new ThreadlabError('processGone', 'It has ended.'));
    await soon(() => expect(errors).toEqual(['processGone']));
    expect(room.feeds[0]?.closed).toBe(1);
  });

  test('ends a subscription whose state has not the declared form', async () => {
    const { rpc, room, reports } = await joinClient();
    const errors: string[] = [];
    rpc.subscribe('desk.count', { from: 1 }, { onItem: () => undefined, onError: ({ code }) => errors.push(code) });
    await soon(() => expect(room.feeds[0]?.takes).toBe(1));
    onlyFeed(room).value = 'not a number';
    room.feeds[0]?.changed();
    await soon(() => expect(errors).toEqual(['internal']));
    expect(room.feeds[0]?.closed).toBe(1);
    expect(reports).toHaveLength(1);
  });

  test('ends a subscription whose watcher throws', async () => {
    const { rpc, room } = await joinClient();
    const error = await new Promise<ThreadlabError>((resolve) => {
      rpc.subscribe(
        'desk.count',
        { from: 1 },
        {
          onItem() {
            throw new Error('cannot draw');
          },
          onError: resolve,
        },
      );
    });
    expect(error).toMatchObject({ code: 'internal', cause: new Error('cannot draw') });
    await soon(() => expect(room.feeds[0]?.closed).toBe(1));
  });

  test.each(['client', 'server'] as const)('ends all that is open when the %s closes', async (side) => {
    const { rpc, room, closed, reports, ...pair } = await joinClient();
    const errors: string[] = [];
    rpc.subscribe('desk.count', { from: 1 }, { onItem: () => undefined, onError: ({ code }) => errors.push(code) });
    const call = failure(rpc.call('desk.wait', {}));
    await soon(() => expect(room.signals).toHaveLength(1));
    await soon(() => expect(room.feeds).toHaveLength(1));
    pair[side].close('The test is over.');
    expect(await call).toEqual({ code: 'connectionLost', message: 'The test is over.' });
    await soon(() => expect(closed).toEqual(['The test is over.']));
    expect(errors).toEqual(['connectionLost']);
    expect(room.signals[0]?.aborted).toBe(true);
    expect(room.feeds[0]?.closed).toBe(1);
    expect(await failure(rpc.call('desk.add', { a: 1, b: 1 }))).toMatchObject({ code: 'connectionLost' });
    const late = await new Promise<ThreadlabError>((resolve) => {
      rpc.subscribe('desk.count', { from: 1 }, { onItem: () => expect.unreachable(), onError: resolve });
    });
    expect(late.code).toBe('connectionLost');
    expect(reports).toEqual([]);
  });

  test('refuses a request longer than the limit before it is sent', async () => {
    const { rpc } = await joinClient();
    const call = rpc.call('desk.fail', { how: 'x'.repeat(requestLength) });
    expect(await failure(call)).toMatchObject({ code: 'badInput' });
    expect(await rpc.call('desk.add', { a: 1, b: 1 })).toEqual({ sum: 2 });
  });

  test('answers busy to calls and subscriptions over the limit, and serves the others', async () => {
    const { rpc, room } = await joinClient();
    const calls = Array.from({ length: 64 }, () => failure(rpc.call('desk.wait', {})));
    await soon(() => expect(room.signals).toHaveLength(64));
    expect(await failure(rpc.call('desk.wait', {}))).toMatchObject({ code: 'busy' });
    const errors: string[] = [];
    for (let n = 0; n < 65; n += 1) {
      rpc.subscribe('desk.count', { from: n }, { onItem: () => undefined, onError: ({ code }) => errors.push(code) });
    }
    await soon(() => expect(errors).toEqual(['busy']));
    expect(room.feeds).toHaveLength(64);
    rpc.close();
    await Promise.all(calls);
  });

  test.each([
    ['an empty text', ''],
    ['no JSON', '{"type":"call"'],
    ['JSON that is no object', '[1,2,3]'],
    ['an unknown type', '{"type":"eval","id":1}'],
    ['an answer of a server', '{"type":"result","id":1,"output":{}}'],
    ['an id that is no number', '{"type":"call","id":"1","path":"desk.add","input":{}}'],
    ['an id out of range', '{"type":"cancel","id":-1}'],
    ['a path that is no text', '{"type":"call","id":1,"path":{},"input":{}}'],
    ['a deep nest', '['.repeat(200_000)],
    ['binary nonsense', Uint8Array.from([1, 2, 3])],
    ['a binary item', new Uint8Array(64)],
  ])('closes with a reason on %s from a client', async (_what, frame) => {
    const { client, closed, room } = await join();
    const told: string[] = [];
    client.onClose((reason) => told.push(reason));
    client.send(frame);
    await soon(() => expect(closed).toHaveLength(1));
    await soon(() => expect(told).toEqual(closed));
    expect(told[0]).toMatch(/^.{10,}\.$/);
    expect(room.acted).toBe(0);
  });

  test('closes on a request longer than the limit', async () => {
    const { client, closed } = await join();
    client.send(JSON.stringify({ type: 'call', id: 1, path: 'desk.fail', input: { how: 'x'.repeat(requestLength) } }));
    await soon(() => expect(closed).toHaveLength(1));
  });

  test('closes on an id that is used twice', async () => {
    const { client, closed } = await join();
    const request = JSON.stringify({ type: 'call', id: 1, path: 'desk.wait', input: {} });
    client.send(request);
    client.send(request);
    await soon(() => expect(closed).toHaveLength(1));
  });

  test('takes no notice of a cancel, an update, a receipt or a leave for what it does not know', async () => {
    const { client } = await join();
    const frames: string[] = [];
    client.onFrame((frame) => frames.push(String(frame)));
    for (const type of ['cancel', 'update', 'received', 'unsubscribe'])
      client.send(JSON.stringify({ type, id: 9, input: {} }));
    client.send(JSON.stringify({ type: 'call', id: 10, path: 'desk.add', input: { a: 1, b: 2 } }));
    await soon(() => expect(frames).toEqual(['{"type":"result","id":10,"output":{"sum":3}}']));
  });

  test.each([
    ['no JSON', 'hello'],
    ['a request', '{"type":"call","id":1,"path":"desk.add"}'],
    ['an unknown error code', '{"type":"failed","id":1,"error":{"code":"odd","message":"x"}}'],
    ['a short binary frame', Uint8Array.from([1, 2, 3])],
    ['a binary frame with another header', Uint8Array.from([1, 0, 0, 0, 9, 9, 9, 9])],
  ])('a client closes with a reason on %s from a server', async (_what, frame) => {
    const pair = await makePair();
    open.push(pair);
    const rpc = createClient(testContract, pair.client);
    const call = failure(rpc.call('desk.wait', {}));
    pair.server.send(frame);
    expect(await call).toMatchObject({ code: 'connectionLost' });
  });

  test('a client says so when an answer has another form than its contract', async () => {
    const pair = await makePair();
    open.push(pair);
    const rpc = createClient(testContract, pair.client);
    const call = failure(rpc.call('desk.add', { a: 1, b: 2 }));
    pair.server.send('{"type":"result","id":77,"output":null}');
    pair.server.send('{"type":"result","id":1,"output":{"sum":"3"}}');
    expect(await call).toMatchObject({ code: 'internal', message: expect.stringContaining('Reload') });
  });
}
