/**
 * Answers one connection from the handlers of a contract. Every input is parsed before a handler sees it and every
 * output before it leaves; a frame that no client of ours sends ends the connection with the reason.
 */
import { ThreadlabError } from '../errors.ts';
import type { Connection, Frame } from './connection.ts';
import type { CallContext, Contract, Procedure } from './contract.ts';
import { encodeBinaryItem, parseRequest, type Answer, type Request } from './envelope.ts';
import { describeFailure, refusedInput } from './failure.ts';
import { answerLength, callsAtOnce, subscriptionsAtOnce } from './limits.ts';
import { findAt, type ContractHandlers } from './path.ts';
import { serveSubscription, type ServedSubscription, type WatchHandler } from './servedSubscription.ts';

export interface ServerOptions {
  /** Refuses every procedure that acts. */
  readOnly: boolean;
  /** Told of every error that no contract declares: a bug, for the log. */
  report(error: unknown, path: string): void;
}

type CallHandler = (input: unknown, context: CallContext) => unknown;

/** Serves `connection` until it closes: then every call's signal aborts and every feed is closed. */
export function createServer<C extends Contract>(
  contract: C,
  handlers: ContractHandlers<C>,
  connection: Connection,
  options: ServerOptions,
): void {
  const calls = new Map<number, AbortController>();
  const subscriptions = new Map<number, ServedSubscription>();
  // The contract's own type ties each handler to its schemas; here, where names arrive as text, only the schemas do.
  const erased = handlers as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  connection.onFrame((frame) => {
    try {
      receive(readRequest(frame));
    } catch (error) {
      if (!(error instanceof ThreadlabError)) throw error;
      connection.close(error.message);
    }
  });
  connection.onClose((reason) => {
    const stopped = [...calls.values()];
    calls.clear();
    for (const controller of stopped) controller.abort(new ThreadlabError('connectionLost', reason));
    for (const subscription of subscriptions.values()) subscription.close();
    subscriptions.clear();
  });

  function receive(request: Request): void {
    switch (request.type) {
      case 'call':
        refuseTaken(request.id);
        void call(request.id, request.path, request.input);
        return;
      case 'subscribe':
        refuseTaken(request.id);
        subscribe(request.id, request.path, request.input);
        return;
      case 'cancel': {
        const controller = calls.get(request.id);
        calls.delete(request.id);
        controller?.abort(new ThreadlabError('cancelled', 'Cancelled by the one who asked.'));
        return;
      }
      case 'update':
        subscriptions.get(request.id)?.update(request.input);
        return;
      case 'received':
        subscriptions.get(request.id)?.received();
        return;
      case 'unsubscribe':
        subscriptions.get(request.id)?.close();
        subscriptions.delete(request.id);
    }
  }

  function refuseTaken(id: number): void {
    if (calls.has(id) || subscriptions.has(id)) throw new ThreadlabError('badFormat', `Request ${id} was sent twice.`);
  }

  async function call(id: number, path: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    const waiting = calls.size;
    calls.set(id, controller);
    const current = () => calls.get(id) === controller;
    const procedure = findAt(contract, path);
    try {
      if (procedure?.kind !== 'procedure') throw unknownPath(path);
      if (procedure.acts && options.readOnly) throw readOnly(path);
      if (waiting >= callsAtOnce) throw tooMany(`${callsAtOnce} calls wait for an answer`);
      const output = await runHandler(procedure, path, input, controller.signal);
      if (current()) sendText({ type: 'result', id, output }, path);
    } catch (error) {
      if (current()) sendFailure(id, path, error, procedure?.errors);
      else reportLate(path, error, procedure?.errors ?? [], controller.signal);
    } finally {
      if (current()) calls.delete(id);
    }
  }

  async function runHandler(procedure: Procedure, path: string, given: unknown, signal: AbortSignal): Promise<unknown> {
    const input = procedure.input.safeParse(given);
    if (!input.success) throw refusedInput(path, input.error);
    const handler = handlerAt(path) as CallHandler;
    return procedure.output.parse(await handler(input.data, { signal }));
  }

  function subscribe(id: number, path: string, input: unknown): void {
    const subscription = findAt(contract, path);
    const fail = (error: unknown) => {
      subscriptions.delete(id);
      sendFailure(id, path, error, subscription?.errors);
    };
    if (subscription?.kind !== 'subscription') return fail(unknownPath(path));
    if (subscriptions.size >= subscriptionsAtOnce) {
      return fail(tooMany(`${subscriptionsAtOnce} subscriptions are held`));
    }
    const served = serveSubscription(subscription, path, {
      send(item) {
        if (item instanceof Uint8Array) connection.send(encodeBinaryItem(id, item));
        else sendText({ type: 'item', id, item }, path);
      },
      fail,
      report: (error) => options.report(error, path),
    });
    subscriptions.set(id, served);
    served.start(handlerAt(path) as WatchHandler, input);
  }

  function handlerAt(path: string): unknown {
    const [room = '', name = ''] = path.split('.');
    const handler = erased[room]?.[name];
    if (typeof handler !== 'function') throw new TypeError(`${path} has no handler.`);
    return handler;
  }

  function sendText(answer: Answer, path: string): void {
    const text = JSON.stringify(answer);
    if (text.length > answerLength) {
      throw new ThreadlabError('internal', `${path} has an answer of ${text.length} characters, over the limit.`);
    }
    connection.send(text);
  }

  /** Nobody waits for this answer any more: what would have been an honest refusal is none of the log's business. */
  function reportLate(path: string, error: unknown, declared: Procedure['errors'], signal: AbortSignal): void {
    if (!isStop(error, signal) && describeFailure(error, path, declared).bug) options.report(error, path);
  }

  function sendFailure(id: number, path: string, error: unknown, declared: Procedure['errors'] = []): void {
    const { failure, bug } = describeFailure(error, path, declared);
    if (bug) options.report(error, path);
    connection.send(JSON.stringify({ type: 'failed', id, error: failure } satisfies Answer));
  }
}

/** After a cancel or a lost connection a handler's rejection only says that it stopped. */
function isStop(error: unknown, signal: AbortSignal): boolean {
  if (error === signal.reason) return true;
  if (error instanceof ThreadlabError) return error.code === 'cancelled' || error.code === 'connectionLost';
  return error instanceof Error && error.name === 'AbortError';
}

function readRequest(frame: Frame): Request {
  if (typeof frame !== 'string') throw new ThreadlabError('badFormat', 'A window sends no binary frames.');
  return parseRequest(frame);
}

function unknownPath(path: string): ThreadlabError {
  return new ThreadlabError(
    'notFound',
    `This backend has no ${JSON.stringify(path)}. Reload the window: it may be older or newer.`,
  );
}

function readOnly(path: string): ThreadlabError {
  return new ThreadlabError(
    'readOnly',
    `This backend was started with --read-only, so ${path} is refused. Nothing was changed.`,
  );
}

function tooMany(what: string): ThreadlabError {
  return new ThreadlabError('busy', `${what} on this connection already; that is the limit.`);
}
