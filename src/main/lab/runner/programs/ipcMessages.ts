/** What ipc-throughput sends on Node, and how both sides sum it up. */
import { crc32 } from 'node:zlib';
import type { Message, Shape } from './ipcLines.ts';

/** One of so many messages is summed up whole; of the others so many bytes at each end. */
const wholeEvery = 64;
const end = 64;

/** Makes message `number`, which bears its number at both ends: `size` bytes, or as many numbers as have that size. */
export function messageMaker(shape: Shape, size: number): (number: number) => Message {
  if (shape === 'objects') {
    const body = Array.from({ length: Math.floor(size / 8) - 2 }, (_, i) => i / 8);
    return (number) => [number, ...body, number];
  }
  // Every channel copies at once what it is given, so that one block serves for all; a pool's would be sent with all its neighbours.
  const message = Buffer.allocUnsafeSlow(size);
  message.forEach((_, i) => (message[i] = i % 251));
  return (number) => {
    message.writeDoubleLE(number);
    message.writeDoubleLE(number, size - 8);
    return message;
  };
}

/** Adds message `number` to a sum. */
export function summed(total: number, number: number, message: Message): number {
  const whole = number % wholeEvery === 0;
  if (message instanceof Uint8Array) {
    if (whole || message.length <= 2 * end) return crc32(message, total);
    return crc32(message.subarray(-end), crc32(message.subarray(0, end), (total + message.length) >>> 0));
  }
  const all = whole ? message.reduce((sum, value) => sum + value, 0) : 0;
  const few = Float64Array.of(message[0] ?? NaN, message.at(-1) ?? NaN, all, message.length);
  return crc32(new Uint8Array(few.buffer), total);
}

/** What the receiver tells of a stretch of messages, as a message of the same shape. */
export interface Received {
  count: number;
  sum: number;
  /** Seconds of the monotonic clock. */
  ended: number;
  thread: number;
}

export function tellReceived({ count, sum, ended, thread }: Received, shape: Shape): Message {
  const all = [count, sum, ended, thread];
  return shape === 'objects' ? all : new Uint8Array(Float64Array.from(all).buffer);
}

export function hearReceived(message: Message): Received {
  const all = message instanceof Uint8Array ? new Float64Array(Uint8Array.from(message).buffer) : message;
  const [count = NaN, sum = NaN, ended = NaN, thread = NaN] = all;
  return { count, sum, ended, thread };
}

export function emptyMessage(shape: Shape): Message {
  return shape === 'objects' ? [] : new Uint8Array(0);
}
