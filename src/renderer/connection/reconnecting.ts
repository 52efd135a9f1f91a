/**
 * A client that outlives its connections: opens the next one when one is lost, asks again for everything that is
 * followed, and says how it stands. What waited for an answer is rejected: only the asker knows whether to ask again.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ThreadlabError } from '../../shared/errors.ts';
import { createClient, type Client, type OpenSubscription, type Watcher } from '../../shared/rpc/client.ts';
import type { Connection } from '../../shared/rpc/connection.ts';
import type { Contract } from '../../shared/rpc/contract.ts';
import type { InputAt, ItemAt, SubscriptionPath } from '../../shared/rpc/path.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { NewLinkNeeded, type ConnectionState } from './connectionState.ts';

/** Seconds until the next try, by the number of tries that failed; the last one from then on. */
const pauses: readonly Seconds[] = [0.5, 1, 2, 4, 8, 10];

/** An attempt, and a probe of an open connection, without an answer for this long has failed. */
const patience: Seconds = 10;

/** An open connection is probed this often: a backend that hangs, or a tunnel that is gone, closes nothing. */
const probeInterval: Seconds = 15;

export interface ReconnectingOptions<C extends Contract> {
  contract: C;
  /** Rejects with a sentence for people; with NewLinkNeeded where trying again is no use. `givenUp` aborts when nobody waits for it any more. */
  open(givenUp: AbortSignal): Promise<Connection>;
  /** Any question that a living backend answers at once. */
  probe(client: Client<C>): Promise<unknown>;
}

export interface Reconnecting<C extends Contract> extends Pick<Client<C>, 'call' | 'subscribe'> {
  state: StoreApi<ConnectionState>;
  /** Opens the first connection. Calls and subscriptions do so by themselves. */
  start(): void;
  /** Ends the pause between two tries. */
  tryNow(): void;
}

interface Held<C extends Contract> {
  attach(client: Client<C>): void;
}

export function createReconnecting<C extends Contract>(options: ReconnectingOptions<C>): Reconnecting<C> {
  const state = createStore<ConnectionState>(() => ({ status: 'connecting' }));
  const held = new Set<Held<C>>();
  let client: Client<C> | null = null;
  let waiting: { resolve(client: Client<C>): void; reject(error: ThreadlabError): void }[] = [];
  let started = false;
  let attempt = 0;
  let givenUp = new AbortController();
  let failures = 0;
  let lostSince: Date | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): void {
    if (started) return;
    started = true;
    tryOnce();
  }

  function tryOnce(): void {
    clearTimeout(timer);
    givenUp.abort();
    givenUp = new AbortController();
    const mine = ++attempt;
    const now = state.getState();
    if (now.status === 'lost') state.setState({ ...now, nextTry: null }, true);
    timer = later(patience, () => failed(mine, new Error('The backend does not answer.')));
    options.open(givenUp.signal).then(
      (connection) => {
        if (mine === attempt) opened(mine, connection);
        else connection.close('Nobody waits for it any more.');
      },
      (error: unknown) => failed(mine, error),
    );
  }

  function opened(mine: number, connection: Connection): void {
    clearTimeout(timer);
    const current = createClient(options.contract, connection);
    client = current;
    failures = 0;
    lostSince = null;
    connection.onClose((reason) => failed(mine, new Error(reason)));
    if (mine !== attempt) return;
    state.setState({ status: 'open' }, true);
    for (const one of held) one.attach(current);
    const asked = waiting;
    waiting = [];
    for (const one of asked) one.resolve(current);
    timer = later(probeInterval, () => probe(mine, current));
  }

  function probe(mine: number, current: Client<C>): void {
    timer = later(patience, () => current.close('The backend does not answer.'));
    options.probe(current).then(
      () => {
        if (mine !== attempt) return;
        clearTimeout(timer);
        timer = later(probeInterval, () => probe(mine, current));
      },
      (error: unknown) => failed(mine, error),
    );
  }

  /** The attempt or the connection `mine` is over; whatever else comes of it is not heard any more. */
  function failed(mine: number, error: unknown): void {
    if (mine !== attempt) return;
    attempt += 1;
    givenUp.abort();
    clearTimeout(timer);
    const before = client;
    client = null;
    before?.close();
    const reason = error instanceof Error ? error.message : String(error);
    const needsNewLink = error instanceof NewLinkNeeded;
    const pause = pauses[Math.min(failures, pauses.length - 1)] ?? patience;
    failures += 1;
    lostSince ??= new Date();
    const nextTry = needsNewLink ? null : new Date(Date.now() + pause * 1000);
    state.setState({ status: 'lost', since: lostSince, nextTry, reason, needsNewLink }, true);
    const asked = waiting;
    waiting = [];
    for (const one of asked) one.reject(new ThreadlabError('connectionLost', reason));
    if (!needsNewLink) timer = later(pause, tryOnce);
  }

  function ready(): Promise<Client<C>> {
    start();
    if (client !== null) return Promise.resolve(client);
    const now = state.getState();
    if (now.status === 'lost') return Promise.reject(new ThreadlabError('connectionLost', now.reason));
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  function subscribe<P extends SubscriptionPath<C>>(
    path: P,
    input: InputAt<C, P>,
    watcher: Watcher<ItemAt<C, P>>,
  ): OpenSubscription<InputAt<C, P>> {
    let wanted = input;
    let now: OpenSubscription<InputAt<C, P>> | null = null;
    const one: Held<C> = {
      attach(current) {
        now = current.subscribe(path, wanted, {
          onItem: (item) => watcher.onItem(item),
          onError(error) {
            now = null;
            if (error.code === 'connectionLost') return;
            held.delete(one);
            watcher.onError(error);
          },
        });
      },
    };
    held.add(one);
    start();
    if (client !== null) one.attach(client);
    return {
      update(changed) {
        wanted = changed;
        now?.update(changed);
      },
      close() {
        held.delete(one);
        now?.close();
        now = null;
      },
    };
  }

  return {
    state,
    start,
    subscribe,
    call: async (path, input, callOptions) => (await ready()).call(path, input, callOptions),
    tryNow() {
      if (state.getState().status === 'lost' && started) tryOnce();
    },
  };
}

function later(pause: Seconds, step: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(step, pause * 1000);
}
