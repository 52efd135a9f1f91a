/** A small contract with everything that a contract can have, and handlers that record what happened to them. */
import { z } from 'zod';
import { ThreadlabError } from '../../errors.ts';
import { procedure, subscription } from '../contract.ts';
import type { ContractHandlers } from '../path.ts';

export const testContract = {
  desk: {
    add: procedure({ input: z.object({ a: z.number(), b: z.number() }), output: z.object({ sum: z.number() }) }),
    fail: procedure({ input: z.object({ how: z.string() }), output: z.object({}), errors: ['processGone'] }),
    wait: procedure({ input: z.object({}), output: z.object({}) }),
    act: procedure({ input: z.object({}), output: z.object({ done: z.boolean() }), acts: true }),
    text: procedure({ input: z.object({ length: z.int() }), output: z.object({ text: z.string() }) }),
    table: procedure({ input: z.record(z.string(), z.string()), output: z.object({}) }),
    count: subscription({
      input: z.object({ from: z.int() }),
      item: z.object({ n: z.int() }),
      errors: ['processGone'],
    }),
    bytes: subscription({ input: z.object({ length: z.int() }), item: 'binary' }),
  },
} as const;
export type TestContract = typeof testContract;

/** One subscriber of `count`, driven by the test. */
export interface TestFeed {
  input: { from: number };
  value: number | string | undefined;
  takes: number;
  closed: number;
  changed(): void;
  fail(error: unknown): void;
}

export interface TestRoom {
  handlers: ContractHandlers<TestContract>;
  feeds: TestFeed[];
  signals: AbortSignal[];
  acted: number;
}

/** The feed of the one subscriber there is. */
export function onlyFeed(room: TestRoom): TestFeed {
  const [feed, ...more] = room.feeds;
  if (feed === undefined || more.length > 0) throw new Error(`${room.feeds.length} feeds are open.`);
  return feed;
}

export function testRoom(): TestRoom {
  const desk: TestRoom['handlers']['desk'] = {
    add: ({ a, b }) => ({ sum: a + b }),
    fail({ how }) {
      if (how === 'declared') throw new ThreadlabError('processGone', 'Process 7 has ended. Nothing was changed.');
      if (how === 'undeclared') throw new ThreadlabError('noSpace', 'The disk is full.');
      if (how === 'output') return null as never;
      throw new Error('secret: /home/someone/file.ts:12');
    },
    wait: (_input, { signal }) =>
      new Promise((_resolve, reject) => {
        room.signals.push(signal);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    act() {
      room.acted += 1;
      return { done: true };
    },
    table: () => ({}),
    text: ({ length }) => ({ text: 'x'.repeat(length) }),
    count(input, changed, fail) {
      if (input.from < 0) throw new ThreadlabError('processGone', 'It has ended before it was watched.');
      const feed: TestFeed = { input, value: input.from, takes: 0, closed: 0, changed, fail };
      room.feeds.push(feed);
      return {
        take() {
          feed.takes += 1;
          return feed.value === undefined ? undefined : ({ n: feed.value } as { n: number });
        },
        update(updated) {
          feed.input = updated;
          feed.value = updated.from;
          changed();
        },
        close() {
          feed.closed += 1;
        },
      };
    },
    bytes: ({ length }) => ({
      take: () => Uint8Array.from({ length }, (_unused, index) => index % 251),
      update: () => undefined,
      close: () => undefined,
    }),
  };
  const room: TestRoom = { handlers: { desk }, feeds: [], signals: [], acted: 0 };
  return room;
}
