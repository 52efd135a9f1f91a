/**
 * What crosses a connection. Text frames are JSON: requests of the client, answers of the server, matched by `id`.
 * A binary frame is one item of a binary subscription: its id as a little-endian u32, four zero bytes, the buffer.
 * (Eight bytes, so that a Float64Array may lie on the buffer where it is.)
 */
import { z } from 'zod';
import { errorCodes, ThreadlabError } from '../errors.ts';
import { answerLength, requestLength } from './limits.ts';

const id = z.int().min(1).max(0xffff_ffff);
const path = z.string().max(100);

const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, path, input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('subscribe'), id, path, input: z.unknown() }),
  z.object({ type: z.literal('update'), id, input: z.unknown() }),
  /** The last item has been taken in; the next may come. */
  z.object({ type: z.literal('received'), id }),
  z.object({ type: z.literal('unsubscribe'), id }),
]);
export type Request = z.output<typeof requestSchema>;

const failure = z.object({ code: z.enum(errorCodes), message: z.string() });
export type Failure = z.output<typeof failure>;

const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id, output: z.unknown() }),
  z.object({ type: z.literal('item'), id, item: z.unknown() }),
  /** Ends the call or the subscription. */
  z.object({ type: z.literal('failed'), id, error: failure }),
]);
export type Answer = z.output<typeof answerSchema>;

/** Throws `badFormat` with the reason for which the connection is to be closed. */
export function parseRequest(text: string): Request {
  return parse(requestSchema, text, requestLength, 'request');
}

/** Throws `badFormat` with the reason for which the connection is to be closed. */
export function parseAnswer(text: string): Answer {
  return parse(answerSchema, text, answerLength, 'answer');
}

function parse<T>(schema: z.ZodType<T>, text: string, limit: number, what: string): T {
  if (text.length > limit) {
    throw new ThreadlabError('badFormat', `The ${what} has ${text.length} characters; the limit is ${limit}.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new ThreadlabError('badFormat', `The ${what} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new ThreadlabError('badFormat', `The ${what} has no form that is known here.`, { cause: parsed.error });
  }
  return parsed.data;
}

const headerLength = 8;

/** The frame that carries `buffer` (copied) to subscription `subscriptionId`. */
export function encodeBinaryItem(subscriptionId: number, buffer: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(headerLength + buffer.length);
  new DataView(frame.buffer).setUint32(0, subscriptionId, true);
  frame.set(buffer, headerLength);
  return frame;
}

/** Throws `badFormat` with the reason. `buffer.byteOffset` is a multiple of 8: the frame is copied where it lay otherwise. */
export function decodeBinaryItem(received: Uint8Array): { id: number; buffer: Uint8Array } {
  if (received.length < headerLength || received.length > answerLength) {
    throw new ThreadlabError('badFormat', `A binary frame of ${received.length} bytes cannot be an item.`);
  }
  const frame = received.byteOffset % headerLength === 0 ? received : received.slice();
  const view = new DataView(frame.buffer, frame.byteOffset, headerLength);
  if (view.getUint32(4, true) !== 0)
    throw new ThreadlabError('badFormat', 'A binary frame has a header not known here.');
  return { id: view.getUint32(0, true), buffer: frame.subarray(headerLength) };
}
