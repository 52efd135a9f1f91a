/**
 * Asks over one connection what a contract offers, with the contract's types. Answers are parsed on arrival.
 * A client lives as long as its connection: when that closes, what waits is rejected with `connectionLost`.
 */
import { ThreadlabError } from '../errors.ts';
import type { Connection, Frame } from './connection.ts';
import type { Contract, Procedure, Subscription } from './contract.ts';
import { decodeBinaryItem, parseAnswer, type Answer, type Request } from './envelope.ts';
import { requestLength } from './limits.ts';
import { findAt, type InputAt, type ItemAt, type OutputAt, type ProcedurePath, type SubscriptionPath } from './path.ts';

export interface Watcher<Item> {
  /** The next item comes only after this has returned, or after the promise that it returned has settled. */
  onItem(item: Item): void | Promise<void>;
  /** The subscription has ended: refused, failed, or its connection was lost. Not called after `close`. */
  onError(error: ThreadlabError): void;
}

export interface OpenSubscription<Input> {
  update(input: Input): void;
  close(): void;
}

export interface Client<C extends Contract> {
  /** Rejects with a ThreadlabError: a declared code, `badInput`, `cancelled` by the signal, or `connectionLost`. */
  call<P extends ProcedurePath<C>>(
    path: P,
    input: InputAt<C, P>,
    options?: { signal?: AbortSignal },
  ): Promise<OutputAt<C, P>>;
  subscribe<P extends SubscriptionPath<C>>(
    path: P,
    input: InputAt<C, P>,
    watcher: Watcher<ItemAt<C, P>>,
  ): OpenSubscription<InputAt<C, P>>;
  onClose(listener: (reason: string) => void): void;
  close(reason?: string): void;
}

interface Pending {
  result(output: unknown): void;
  failed(error: ThreadlabError): void;
}

interface Followed {
  item(item: unknown): void;
  failed(error: ThreadlabError): void;
}

export function createClient<C extends Contract>(contract: C, connection: Connection): Client<C> {
  const pending = new Map<number, Pending>();
  const followed = new Map<number, Followed>();
  let lastId = 0;
  let lost: string | null = null;

  connection.onFrame((frame) => {
    try {
      receive(frame);
    } catch (error) {
      if (!(error instanceof ThreadlabError)) throw error;
      connection.close(error.message);
    }
  });
  connection.onClose((reason) => {
    lost = reason;
    const error = new ThreadlabError('connectionLost', reason);
    const told = [...pending.values(), ...followed.values()];
    pending.clear();
    followed.clear();
    for (const one of told) one.failed(error);
  });

  /** An answer to an id not known any more was on its way when its call was cancelled or its subscription closed. */
  function receive(frame: Frame): void {
    if (typeof frame !== 'string') {
      const { id, buffer } = decodeBinaryItem(frame);
      followed.get(id)?.item(buffer);
      return;
    }
    const answer: Answer = parseAnswer(frame);
    switch (answer.type) {
      case 'result':
        pending.get(answer.id)?.result(answer.output);
        return;
      case 'item':
        followed.get(answer.id)?.item(answer.item);
        return;
      case 'failed': {
        const error = new ThreadlabError(answer.error.code, answer.error.message);
        pending.get(answer.id)?.failed(error);
        const ended = followed.get(answer.id);
        followed.delete(answer.id);
        ended?.failed(error);
      }
    }
  }

  /** Throws `connectionLost` after the end, `badInput` for what no backend would read. */
  function send(request: Request): void {
    if (lost !== null) throw new ThreadlabError('connectionLost', lost);
    const text = JSON.stringify(request);
    if (text.length > requestLength) {
      throw new ThreadlabError('badInput', `The request has ${text.length} characters; the limit is ${requestLength}.`);
    }
    connection.send(text);
  }

  function callErased(path: string, input: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const procedure = kindAt(contract, path, 'procedure');
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      const settle = () => {
        pending.delete(id);
        signal?.removeEventListener('abort', cancel);
      };
      const failed = (error: ThreadlabError) => {
        settle();
        reject(error);
      };
      const cancel = () => {
        if (lost === null) send({ type: 'cancel', id });
        failed(new ThreadlabError('cancelled', `${path} was cancelled.`, { cause: signal?.reason }));
      };
      if (signal?.aborted) return failed(new ThreadlabError('cancelled', `${path} was cancelled.`));
      send({ type: 'call', id, path, input });
      signal?.addEventListener('abort', cancel, { once: true });
      pending.set(id, {
        failed,
        result(output) {
          const parsed = procedure.output.safeParse(output);
          if (!parsed.success) return failed(unexpected(path, parsed.error));
          settle();
          resolve(parsed.data);
        },
      });
    });
  }

  function subscribeErased(path: string, input: unknown, watcher: Watcher<unknown>): OpenSubscription<unknown> {
    const subscription = kindAt(contract, path, 'subscription');
    const id = ++lastId;
    const held = () => followed.has(id);
    const leave = () => {
      if (followed.delete(id) && lost === null) send({ type: 'unsubscribe', id });
    };
    const failHere = (error: ThreadlabError) => {
      if (!held()) return;
      leave();
      watcher.onError(error);
    };
    const take = async (item: unknown) => {
      try {
        await watcher.onItem(parseItem(subscription, path, item));
      } catch (error) {
        return failHere(error instanceof ThreadlabError ? error : brokenWatcher(path, error));
      }
      if (held()) send({ type: 'received', id });
    };
    followed.set(id, { item: (item) => void take(item), failed: (error) => watcher.onError(error) });
    try {
      send({ type: 'subscribe', id, path, input });
    } catch (error) {
      if (!(error instanceof ThreadlabError)) throw error;
      // The caller has not got its subscription yet: it hears of the end once it has.
      queueMicrotask(() => {
        if (followed.delete(id)) watcher.onError(error);
      });
    }
    return {
      update(changed) {
        if (held() && lost === null) send({ type: 'update', id, input: changed });
      },
      close: leave,
    };
  }

  return {
    // What is erased here was typed by the caller's path and is parsed by that path's schema.
    call: (path, input, options) => callErased(path, input, options?.signal) as Promise<OutputAt<C, typeof path>>,
    subscribe: (path, input, watcher) => subscribeErased(path, input, watcher as Watcher<unknown>),
    onClose: (listener) => connection.onClose(listener),
    close: (reason) => connection.close(reason),
  };
}

function kindAt(contract: Contract, path: string, kind: 'procedure'): Procedure;
function kindAt(contract: Contract, path: string, kind: 'subscription'): Subscription;
function kindAt(contract: Contract, path: string, kind: string): Procedure | Subscription {
  const found = findAt(contract, path);
  if (found?.kind !== kind) throw new TypeError(`The contract has no ${kind} ${path}.`);
  return found;
}

function parseItem(subscription: Subscription, path: string, item: unknown): unknown {
  if (subscription.item === 'binary') {
    if (item instanceof Uint8Array) return item;
    throw unexpected(path, new TypeError('not bytes'));
  }
  const parsed = subscription.item.safeParse(item);
  if (!parsed.success) throw unexpected(path, parsed.error);
  return parsed.data;
}

function unexpected(path: string, cause: unknown): ThreadlabError {
  const message = `The backend answered ${path} in a form that is not known here. Reload the window: it may be older.`;
  return new ThreadlabError('internal', message, { cause });
}

function brokenWatcher(path: string, cause: unknown): ThreadlabError {
  return new ThreadlabError('internal', `What came by ${path} could not be taken in, by a fault of Threadlab.`, {
    cause,
  });
}
