/**
 * One subscriber at the server: asks the feed for its newest state only when the subscriber can take it.
 * Between two items lies an acknowledgement, so at most one item is on its way, however fast the state changes.
 */
import type { Feed, Subscription } from './contract.ts';
import { refusedInput } from './failure.ts';

export type WatchHandler = (
  input: unknown,
  changed: () => void,
  fail: (error: unknown) => void,
) => Feed<unknown, unknown>;

export interface ServedSubscription {
  start(handler: WatchHandler, input: unknown): void;
  update(input: unknown): void;
  /** The subscriber has taken the last item in. */
  received(): void;
  /** The subscriber has left: the feed is closed, nothing more is sent. */
  close(): void;
}

export interface Subscriber {
  /** Gets parsed items; bytes for a binary subscription. */
  send(item: unknown): void;
  /** Told at most once, after the feed was closed. */
  fail(error: unknown): void;
  /** A feed that fails while it closes harms nobody, but it is a bug. */
  report(error: unknown): void;
}

export function serveSubscription(subscription: Subscription, path: string, to: Subscriber): ServedSubscription {
  let feed: Feed<unknown, unknown> | null = null;
  let over = false;
  let ready = true;
  let changes = true;
  let scheduled = false;

  function close(): void {
    if (over) return;
    over = true;
    try {
      feed?.close();
    } catch (error) {
      to.report(error);
    }
  }

  function fail(error: unknown): void {
    if (over) return;
    close();
    to.fail(error);
  }

  /** Runs what belongs to the feed; its error ends the subscription. */
  function guarded(step: () => void): void {
    if (over) return;
    try {
      step();
    } catch (error) {
      fail(error);
    }
  }

  /** Several changes in one go become one `take`. */
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      guarded(pump);
    });
  }

  function pump(): void {
    if (feed === null || !ready || !changes) return;
    changes = false;
    const item = feed.take();
    if (item === undefined || over) return;
    ready = false;
    to.send(parseItem(item));
  }

  function parseItem(item: unknown): unknown {
    if (subscription.item !== 'binary') return subscription.item.parse(item);
    if (item instanceof Uint8Array) return item;
    throw new TypeError(`${path} has an item that is not bytes.`);
  }

  function parseInput(input: unknown): unknown {
    const parsed = subscription.input.safeParse(input);
    if (!parsed.success) throw refusedInput(path, parsed.error);
    return parsed.data;
  }

  function changed(): void {
    changes = true;
    schedule();
  }

  return {
    start(handler, input) {
      guarded(() => {
        const opened = handler(parseInput(input), changed, fail);
        if (over) opened.close();
        else feed = opened;
        schedule();
      });
    },
    update(input) {
      guarded(() => feed?.update(parseInput(input)));
    },
    received() {
      ready = true;
      schedule();
    },
    close,
  };
}
