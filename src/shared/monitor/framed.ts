/**
 * One buffer of a JSON head and what lies behind it, so that it crosses a port or a socket without being cloned value by value. Layout:
 * u32 mark (in the writer's byte order), u32 byte length of the whole, u32 byte length of the head, u32 0; the head (UTF-8), padded
 * to 8 bytes; then the body.
 */
import { z } from 'zod';
import { ThreadlabError } from '../errors.ts';

const headOffset = 16;

export interface Frame {
  /** Another byte order reads another number and is refused. */
  mark: number;
  /** "This is not a snapshot": how a refusal begins. */
  refusal: string;
}

/** A new buffer that holds nothing else, so that it can be transferred, with `bodySize` bytes to fill from `bodyOffset`. */
export function writeFrame(
  { mark }: Frame,
  head: unknown,
  bodySize: number,
): { bytes: Uint8Array<ArrayBuffer>; bodyOffset: number } {
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const bodyOffset = padded(headOffset + headBytes.length);
  const buffer = new ArrayBuffer(bodyOffset + bodySize);
  new Uint32Array(buffer, 0, 4).set([mark, buffer.byteLength, headBytes.length, 0]);
  const bytes = new Uint8Array(buffer);
  bytes.set(headBytes, headOffset);
  return { bytes, bodyOffset };
}

/**
 * Reads what `writeFrame` wrote. The body is a view of the given buffer where its offset is a multiple of 8, else of one copy; so it
 * begins at such a multiple. Throws `badFormat` on a buffer that is cut, of another version or of another byte order.
 */
export function readFrame<Head>(
  frame: Frame,
  headSchema: z.ZodType<Head>,
  given: Uint8Array,
): { head: Head; body: Uint8Array } {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  if (bytes.byteLength < headOffset) throw badFormat(frame, `it has ${bytes.byteLength} bytes`);
  const [mark, length = 0, headLength = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (mark !== frame.mark) throw badFormat(frame, 'it begins with another mark: another version or byte order');
  if (length !== bytes.byteLength) throw badFormat(frame, `it has ${bytes.byteLength} bytes instead of ${length}`);
  if (headOffset + headLength > length) throw badFormat(frame, 'its head is longer than the whole');
  const head = headSchema.safeParse(parseHead(frame, bytes.subarray(headOffset, headOffset + headLength)));
  if (!head.success) throw badFormat(frame, z.prettifyError(head.error));
  return { head: head.data, body: bytes.subarray(padded(headOffset + headLength)) };
}

/** What refuses a buffer: `why` follows a colon. */
export function badFormat({ refusal }: Frame, why: string, cause?: unknown): ThreadlabError {
  return new ThreadlabError('badFormat', `${refusal} that this version of Threadlab reads: ${why}.`, { cause });
}

/** Up to the next multiple of 8 bytes. */
export function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function parseHead(frame: Frame, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw badFormat(frame, 'its head is not JSON', cause);
  }
}
