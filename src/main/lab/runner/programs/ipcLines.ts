/**
 * The channels of ipc-throughput on Node as lines: an end of a channel sends, and takes one message after the other. What may be
 * on its way is bounded, so that a fast sender waits instead of filling the memory.
 */
import type { Readable, Writable } from 'node:stream';

/** Of the shape `bytes` or `objects`; an empty one ends a stretch of messages. */
export type Message = Uint8Array | number[];
export type Shape = 'bytes' | 'objects';

export interface Line {
  /** Returns what to wait for before the next one; null where there is room. */
  send(message: Message): Promise<void> | null;
  /** The next message. */
  take(): Message | Promise<Message>;
}

/** Messages and bytes that a channel holds at most. */
const mostMessages = 64;
const mostBytes = 4 * 1024 ** 2;

/** How many messages of this size (bytes) a channel may hold. */
export function placesFor(size: number): number {
  return Math.max(2, Math.min(mostMessages, Math.floor(mostBytes / size)));
}

/** What has come and was not taken yet. */
class Inbox {
  private readonly messages: Message[] = [];
  private waiting: ((message: Message) => void) | null = null;

  add(message: Message): void {
    const { waiting } = this;
    this.waiting = null;
    if (waiting) waiting(message);
    else this.messages.push(message);
  }

  take(): Message | Promise<Message> {
    return this.messages.shift() ?? new Promise((resolve) => (this.waiting = resolve));
  }
}

/** What posts whole messages and never refuses one. */
export interface Post {
  post: (message: Message | number) => void;
  onMessage: (hear: (message: unknown) => void) => void;
}

/** Over a MessagePort or the channel of a child: the taker gives back a number, how many it has taken, as a leave to send as many more. */
export function postLine({ post, onMessage }: Post, places: number): Line {
  const inbox = new Inbox();
  const step = Math.max(1, places >> 1);
  let [onTheirWay, heard]: [number, number] = [0, 0];
  let leave: (() => void) | null = null;
  onMessage((message) => {
    if (typeof message === 'number') {
      onTheirWay -= message;
      leave?.();
      leave = null;
      return;
    }
    heard += 1;
    if (heard % step === 0) post(step);
    inbox.add(message instanceof Uint8Array ? message : numbersOf(message));
  });
  return {
    send(message) {
      post(message);
      onTheirWay += 1;
      return onTheirWay < places ? null : new Promise((resolve) => (leave = resolve));
    },
    take: () => inbox.take(),
  };
}

const header = 4;

/** Over a pair of streams: each message is its length in four bytes, then itself; objects as JSON. */
export function streamLine(readable: Readable, writable: Writable, shape: Shape): Line {
  const inbox = new Inbox();
  let rest: Buffer = Buffer.alloc(0);
  readable.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= header && rest.length >= header + rest.readUInt32LE()) {
      const end = header + rest.readUInt32LE();
      inbox.add(decoded(rest.subarray(header, end), shape));
      rest = rest.subarray(end);
    }
  });
  return {
    send(message) {
      const body = encoded(message);
      const frame = Buffer.allocUnsafe(header + body.length);
      frame.writeUInt32LE(body.length);
      frame.set(body, header);
      return writable.write(frame) ? null : new Promise((resolve) => writable.once('drain', () => resolve()));
    },
    take: () => inbox.take(),
  };
}

/** Words of a ring's head: messages written and read. */
const written = 0;
const read = 1;
const headBytes = 128;

/** Bytes of the shared memory of a ring. */
export function ringBytes(size: number): number {
  return headBytes + placesFor(size) * placeBytes(size);
}

/** Of a number as JSON at most 20 bytes, so that objects have room as well. */
function placeBytes(size: number): number {
  return Math.ceil((header + 3 * size + 128) / 8) * 8;
}

/** Over two rings in shared memory, one to write and one to read: both sides copy, and sleep by Atomics.wait where a ring is full or empty. */
export function ringLine(out: SharedArrayBuffer, back: SharedArrayBuffer, size: number, shape: Shape): Line {
  const [places, distance] = [placesFor(size), placeBytes(size)];
  const heads = { out: new Int32Array(out, 0, 2), back: new Int32Array(back, 0, 2) };
  const bodies = { out: Buffer.from(out, headBytes), back: Buffer.from(back, headBytes) };
  return {
    send(message) {
      const at = Atomics.load(heads.out, written);
      for (let seen = Atomics.load(heads.out, read); at - seen >= places; seen = Atomics.load(heads.out, read))
        Atomics.wait(heads.out, read, seen);
      const [place, body] = [(at % places) * distance, encoded(message)];
      bodies.out.writeUInt32LE(body.length, place);
      bodies.out.set(body, place + header);
      Atomics.store(heads.out, written, at + 1);
      Atomics.notify(heads.out, written, 1);
      return null;
    },
    take() {
      const at = Atomics.load(heads.back, read);
      while (Atomics.load(heads.back, written) === at) Atomics.wait(heads.back, written, at);
      const place = (at % places) * distance;
      const from = place + header;
      const copy = Buffer.from(bodies.back.subarray(from, from + bodies.back.readUInt32LE(place)));
      Atomics.store(heads.back, read, at + 1);
      Atomics.notify(heads.back, read, 1);
      return decoded(copy, shape);
    },
  };
}

function encoded(message: Message): Uint8Array {
  return message instanceof Uint8Array ? message : Buffer.from(JSON.stringify(message));
}

function decoded(body: Buffer, shape: Shape): Message {
  return shape === 'bytes' ? body : numbersOf(JSON.parse(body.toString()));
}

function numbersOf(message: unknown): number[] {
  if (!Array.isArray(message)) throw new Error('What came through the channel is no list.');
  return message.map(Number);
}
