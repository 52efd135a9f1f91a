import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryPair } from '../../shared/rpc/memoryPair.ts';
import type { Connection } from '../../shared/rpc/connection.ts';
import { createServer } from '../../shared/rpc/server.ts';
import { testContract, testRoom } from '../../shared/rpc/testing/testContract.ts';
import { NewLinkNeeded } from './connectionState.ts';
import { createReconnecting } from './reconnecting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A backend that can be away, deaf or there; `servers` are the connections it accepted. */
function setUp() {
  const room = testRoom();
  const servers: Connection[] = [];
  const world = { mode: 'there' as 'there' | 'away' | 'silent' | 'newLink' | 'deaf', tries: 0 };
  const reconnecting = createReconnecting({
    contract: testContract,
    open() {
      world.tries += 1;
      if (world.mode === 'away') return Promise.reject(new Error('The backend cannot be reached.'));
      if (world.mode === 'newLink') return Promise.reject(new NewLinkNeeded('A new link is needed.'));
      if (world.mode === 'silent') return new Promise(() => undefined);
      const [near, far] = memoryPair();
      servers.push(far);
      const report = expect.unreachable;
      if (world.mode === 'there') createServer(testContract, room.handlers, far, { readOnly: false, report });
      return Promise.resolve(near);
    },
    probe: (client) => client.call('desk.add', { a: 1, b: 1 }),
  });
  const status = () => reconnecting.state.getState().status;
  return { room, servers, world, reconnecting, status };
}

/** Lets everything happen that is due within `seconds`. */
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

describe('the connection of the window', () => {
  test('answers a call made before it is open', async () => {
    const { reconnecting, status } = setUp();
    expect(status()).toBe('connecting');
    const call = reconnecting.call('desk.add', { a: 1, b: 2 });
    await pass(0.1);
    expect(await call).toEqual({ sum: 3 });
    expect(status()).toBe('open');
  });

  test('says that the backend is lost, rejects what waits, finds it again and follows on', async () => {
    const { room, servers, world, reconnecting, status } = setUp();
    const items: number[] = [];
    const watch = reconnecting.subscribe(
      'desk.count',
      { from: 1 },
      {
        onItem: ({ n }) => void items.push(n),
        onError: () => expect.unreachable(),
      },
    );
    await pass(0.1);
    watch.update({ from: 5 });
    await pass(0.1);
    expect(items).toEqual([1, 5]);

    const call = reconnecting.call('desk.wait', {}).catch((error: unknown) => error);
    await pass(0.1);
    world.mode = 'away';
    servers[0]?.close('The backend has ended.');
    await pass(0.1);
    expect(await call).toMatchObject({ code: 'connectionLost' });
    const lost = reconnecting.state.getState();
    expect(lost).toMatchObject({ status: 'lost', reason: 'The backend has ended.', needsNewLink: false });
    await expect(reconnecting.call('desk.add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'connectionLost' });

    await pass(5);
    expect(reconnecting.state.getState()).toMatchObject({
      status: 'lost',
      since: lost.status === 'lost' ? lost.since : undefined,
      reason: 'The backend cannot be reached.',
    });
    world.mode = 'there';
    await pass(10);
    expect(status()).toBe('open');
    expect(room.feeds).toHaveLength(2);
    expect(items).toEqual([1, 5, 5]);
    watch.close();
    await pass(0.1);
    expect(room.feeds.map(({ closed }) => closed)).toEqual([1, 1]);
  });

  test('waits longer after each failure, up to ten seconds', async () => {
    const { world, reconnecting } = setUp();
    world.mode = 'away';
    reconnecting.start();
    const pauses: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      await pass(0);
      const now = reconnecting.state.getState();
      if (now.status !== 'lost' || now.nextTry === null) throw new Error(now.status);
      const pause = (now.nextTry.getTime() - Date.now()) / 1000;
      pauses.push(pause);
      await pass(pause);
    }
    expect(pauses).toEqual([0.5, 1, 2, 4, 8, 10, 10, 10]);
  });

  test('tries at once when told to', async () => {
    const { world, reconnecting, status } = setUp();
    world.mode = 'away';
    reconnecting.start();
    await pass(5);
    world.mode = 'there';
    reconnecting.tryNow();
    expect(reconnecting.state.getState()).toMatchObject({ status: 'lost', nextTry: null });
    await pass(0.01);
    expect(status()).toBe('open');
    const { tries } = world;
    reconnecting.tryNow();
    await pass(1);
    expect(world.tries).toBe(tries);
  });

  test('stops trying where only a new link helps, until told to', async () => {
    const { world, reconnecting, status } = setUp();
    world.mode = 'newLink';
    reconnecting.start();
    await pass(600);
    expect(world.tries).toBe(1);
    expect(reconnecting.state.getState()).toMatchObject({ status: 'lost', nextTry: null, needsNewLink: true });
    world.mode = 'there';
    reconnecting.tryNow();
    await pass(0.01);
    expect(status()).toBe('open');
  });

  test('gives up an attempt that nobody answers', async () => {
    const { world, reconnecting, status } = setUp();
    world.mode = 'silent';
    reconnecting.start();
    await pass(10.1);
    expect(status()).toBe('lost');
    world.mode = 'there';
    await pass(1);
    expect(status()).toBe('open');
  });

  test('notices a backend that hangs with its connection open', async () => {
    const { world, reconnecting, status } = setUp();
    world.mode = 'deaf';
    reconnecting.start();
    await pass(1);
    expect(status()).toBe('open');
    world.mode = 'silent';
    await pass(25);
    expect(reconnecting.state.getState()).toMatchObject({ reason: 'The backend does not answer.' });
    world.mode = 'there';
    await pass(60);
    expect(status()).toBe('open');
  });

  test('does not ask again for what the backend refused or the watcher has left', async () => {
    const { room, servers, reconnecting } = setUp();
    const errors: string[] = [];
    reconnecting.subscribe(
      'desk.count',
      { from: -1 },
      { onItem: () => undefined, onError: ({ code }) => errors.push(code) },
    );
    const left = reconnecting.subscribe(
      'desk.count',
      { from: 1 },
      { onItem: () => undefined, onError: () => expect.unreachable() },
    );
    await pass(0.1);
    left.close();
    await pass(0.1);
    servers[0]?.close();
    await pass(5);
    expect(errors).toEqual(['processGone']);
    expect(room.feeds).toHaveLength(1);
  });
});
