/** 20,000 inputs over the whole contract, as its schemas ask and against them: an answer or a closed error, and nothing left open. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract } from '../shared/contract.ts';
import { errorCodes } from '../shared/errors.ts';
import { catalogue } from '../shared/lab/catalogue/catalogue.ts';
import type { Connection, Frame } from '../shared/rpc/connection.ts';
import type { Procedure, Subscription } from '../shared/rpc/contract.ts';
import { callsAtOnce, subscriptionsAtOnce } from '../shared/rpc/limits.ts';
import { memoryPair } from '../shared/rpc/memoryPair.ts';
import { createServer } from '../shared/rpc/server.ts';
import { inputArbitrary } from '../shared/rpc/testing/inputArbitrary.ts';
import { doubleRooms, type DoubleRooms } from './testing/doubleRooms.ts';

const offered = Object.entries(contract).flatMap(([room, parts]) =>
  Object.entries<Procedure | Subscription>(parts).map(([name, part]) => ({ path: `${room}.${name}`, part })),
);
const inputs = 20_000;
/** Inputs that go out before the answers are awaited. */
const together = 20;
/** ms after which an answer is not awaited any more: it hangs. */
const patience = 20_000;

let rooms: DoubleRooms;
let line: Line;
const faults: unknown[] = [];

beforeEach(async () => {
  faults.length = 0;
  rooms = await doubleRooms();
  line = openLine();
});
afterEach(() => rooms.close());

interface Line {
  connection: Connection;
  lastId: number;
  answers: Map<number, (answer: unknown) => void>;
  closed: string | null;
}

function openLine(): Line {
  const [near, far] = memoryPair();
  const opened: Line = { connection: near, lastId: 0, answers: new Map(), closed: null };
  createServer(contract, rooms.handlers, far, {
    readOnly: false,
    report: (error, path) => faults.push({ path, error }),
  });
  near.onFrame((frame) => receive(opened, frame));
  near.onClose((reason) => {
    opened.closed = reason;
    for (const settle of opened.answers.values()) settle({ type: 'closed', reason });
  });
  return opened;
}

function receive({ answers }: Line, frame: Frame): void {
  const answer: { id: number } =
    typeof frame === 'string'
      ? JSON.parse(frame)
      : { type: 'item', id: new DataView(frame.buffer, frame.byteOffset).getUint32(0, true) };
  answers.get(answer.id)?.(answer);
  answers.delete(answer.id);
}

/** The first answer to a request; `input` is text as it goes out. */
function ask(
  on: Line,
  type: 'call' | 'subscribe',
  path: string,
  input: string,
): { id: number; answer: Promise<unknown> } {
  const id = ++on.lastId;
  const answer = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${path} hangs at ${input.slice(0, 500)}`)), patience);
    on.answers.set(id, (given) => {
      clearTimeout(late);
      resolve(given);
    });
  });
  on.connection.send(`{"type":"${type}","id":${id},"path":"${path}","input":${input}}`);
  return { id, answer };
}

/** Sends one input as it would come, a subscription's also as a change, and leaves. */
async function tryInput(on: Line, { path, part }: (typeof offered)[number], input: string): Promise<unknown[]> {
  if (part.kind === 'procedure') return [await ask(on, 'call', path, input).answer];
  const { id, answer } = ask(on, 'subscribe', path, input);
  const first = await answer;
  on.connection.send(`{"type":"received","id":${id}}`);
  on.connection.send(`{"type":"update","id":${id},"input":${input}}`);
  on.connection.send(`{"type":"unsubscribe","id":${id}}`);
  return [first];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const answerForm = expect.toSatisfy((answer: { type: string; error?: { code: string; message: string } }) => {
  if (answer.type === 'result' || answer.type === 'item') return true;
  if (answer.type !== 'failed' || answer.error === undefined) return false;
  const { code, message } = answer.error;
  return (
    code !== 'internal' && errorCodes.some((known) => known === code) && message.length > 5 && message.length < 2000
  );
});

/** What no schema tells: runs that the catalogue knows, by some of their parameters' defaults. */
const runRequests = fc.constantFrom(...catalogue).chain(({ id, parameters }) => {
  const defaults = Object.entries(parameters).map(
    ([name, parameter]) => [name, fc.constant(parameter.default)] as const,
  );
  return fc
    .record(Object.fromEntries(defaults), { requiredKeys: [] })
    .map((given) => JSON.stringify({ experiment: id, parameters: given, repeats: 1 }));
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the contract', () => {
  test('answers every input, closes what it refuses to read, and keeps nothing', { timeout: 300_000 }, async () => {
    const strings = [
      rooms.runId,
      ...catalogue.flatMap(({ id, parameters }) => [id, ...Object.keys(parameters)]),
      'tas',
      'wasm',
    ];
    const ofPath = ({ path, part }: (typeof offered)[number]) =>
      path === 'lab.start'
        ? fc.oneof(runRequests, inputArbitrary(part.input, strings))
        : inputArbitrary(part.input, strings);
    const tried = fc.oneof(...offered.map((one) => ofPath(one).map((input) => ({ path: one.path, one, input }))));
    const closings = new Set<string>();
    const reached = new Map<string, Set<string>>();
    await fc.assert(
      fc.asyncProperty(fc.array(tried, { minLength: together, maxLength: together }), async (batch) => {
        const all = await Promise.all(
          batch.map(async ({ one, input }) => {
            if (!isJson(input)) {
              const doomed = openLine();
              await tryInput(doomed, one, input);
              closings.add(doomed.closed ?? 'not closed');
              return [];
            }
            const answers = await tryInput(line, one, input);
            for (const { type } of answers as { type: string }[]) {
              reached.set(one.path, (reached.get(one.path) ?? new Set()).add(type));
            }
            return answers;
          }),
        );
        for (const answer of all.flat()) expect(answer).toEqual(answerForm);
        expect(line.closed).toBeNull();
        expect(faults).toEqual([]);
        await settled();
        expect(rooms.openFeeds()).toBe(0);
      }),
      { numRuns: inputs / together, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: true },
    );
    // Inputs went through to every handler: none was tried with refusals alone.
    for (const { path, part } of offered) {
      expect([path, [...(reached.get(path) ?? [])]]).toEqual([
        path,
        expect.arrayContaining([part.kind === 'procedure' ? 'result' : 'item']),
      ]);
    }
    expect([...closings]).toEqual(['The request is not JSON.']);
    await hasRoomForAll(line);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    line.connection.close();
    await settled();
    expect(rooms.openFeeds()).toBe(0);
  });

  test(
    'keeps nothing of a window that sends what is no request, or goes away in the middle',
    { timeout: 60_000 },
    async () => {
      const id = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.jsonValue({ maxDepth: 1 }));
      const type = fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom('call', 'cancel', 'subscribe', 'update', 'received', 'unsubscribe') },
        { weight: 1, arbitrary: fc.string() },
      );
      const path = fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...offered.map((one) => one.path)) },
        { weight: 1, arbitrary: fc.string() },
      );
      const frame: fc.Arbitrary<Frame> = fc.oneof(
        {
          weight: 30,
          arbitrary: fc.record({ type, id, path, input: fc.constant({}) }).map((one) => JSON.stringify(one)),
        },
        { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
        { weight: 1, arbitrary: fc.json() },
        { weight: 1, arbitrary: fc.uint8Array().map((bytes) => Uint8Array.from(bytes)) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(frame, { maxLength: 20 }), fc.boolean(), async (frames, goes) => {
          const one = openLine();
          for (const each of frames) one.connection.send(each);
          if (goes) one.connection.close('The window was closed.');
          await settled();
          one.connection.close();
          await settled();
          expect(rooms.openFeeds()).toBe(0);
          expect(one.closed).toMatch(/./);
          expect(faults).toEqual([]);
        }),
        { numRuns: 500 },
      );
      await hasRoomForAll(line);
    },
  );
});

/** The connection still takes as many calls and subscriptions as a new one does: none was left behind. */
async function hasRoomForAll(on: Line): Promise<void> {
  const calls = Array.from({ length: callsAtOnce }, () => ask(on, 'call', 'app.about', '{}').answer);
  expect(await Promise.all(calls)).toEqual(calls.map(() => expect.objectContaining({ type: 'result' })));
  const held = Array.from({ length: subscriptionsAtOnce }, () => ask(on, 'subscribe', 'settings.watch', '{}'));
  expect(await Promise.all(held.map(({ answer }) => answer))).toEqual(
    held.map(() => expect.objectContaining({ type: 'item' })),
  );
  for (const { id } of held) on.connection.send(`{"type":"unsubscribe","id":${id}}`);
  await settled();
}
