/**
 * One batch of lanes as one buffer. Layout: u32 magic, u32 byte length of the whole, u32 byte length of the JSON head, u32 0; the head,
 * padded to 8 bytes; Float64 times [sample]; Float64 tid, startTicks, cpuTime, voluntary, involuntary, switchesAt [lane];
 * Uint16 state, channel, cpu, run, wait [sample * lanes + lane]. The reader views the columns where they lie.
 */
import { z } from 'zod';
import { ThreadlabError } from '../errors.ts';
import type { LaneBatch } from './lanes.ts';
import { processKey } from './processKey.ts';

const magic = 0x4c54_3141; // "A1TL"
const headOffset = 16;

const headSchema = z.object({
  process: processKey,
  since: z.number().nullable(),
  ended: z.boolean(),
  sampling: z.object({
    rate: z.number(),
    achieved: z.number().nullable(),
    cost: z.number().nullable(),
    threads: z.int(),
  }),
  notAvailable: z.record(z.string(), z.string()),
  channels: z.array(z.string()),
  names: z.array(z.string()),
  samples: z.int().min(0),
});

/** Writes a batch into one new buffer; its ArrayBuffer holds nothing else, so it can be transferred. */
export function encodeLaneBatch({ times, lanes, cells, ...rest }: LaneBatch): Uint8Array<ArrayBuffer> {
  const { names, ...facts } = lanes;
  const head = new TextEncoder().encode(JSON.stringify({ ...rest, names, samples: times.length }));
  const numbers = [
    times,
    facts.tid,
    facts.startTicks,
    facts.cpuTime,
    facts.voluntary,
    facts.involuntary,
    facts.switchesAt,
  ];
  const columns = [cells.state, cells.channel, cells.cpu, cells.run, cells.wait];
  const start = padded(headOffset + head.length);
  const size = (parts: readonly { byteLength: number }[]) => parts.reduce((sum, part) => sum + part.byteLength, 0);
  const buffer = new ArrayBuffer(start + size(numbers) + size(columns));
  new Uint32Array(buffer, 0, 4).set([magic, buffer.byteLength, head.length, 0]);
  const bytes = new Uint8Array(buffer);
  bytes.set(head, headOffset);
  let at = start;
  for (const part of numbers) {
    new Float64Array(buffer, at, part.length).set(part);
    at += part.byteLength;
  }
  for (const part of columns) {
    new Uint16Array(buffer, at, part.length).set(part);
    at += part.byteLength;
  }
  return bytes;
}

/** Reads what `encodeLaneBatch` wrote. Throws `badFormat` on a buffer that is cut or of another version or byte order. */
export function decodeLaneBatch(given: Uint8Array): LaneBatch {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  if (bytes.byteLength < headOffset) throw badFormat(`it has ${bytes.byteLength} bytes`);
  const [mark, length = 0, headLength = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (mark !== magic) throw badFormat('it begins with another mark: another version or byte order');
  if (length !== bytes.byteLength || headOffset + headLength > length) throw badFormat('it is cut');
  const head = headSchema.safeParse(parseHead(bytes.subarray(headOffset, headOffset + headLength)));
  if (!head.success) throw badFormat(z.prettifyError(head.error));
  const { names, samples, ...rest } = head.data;
  const cellCount = samples * names.length;
  const start = padded(headOffset + headLength);
  if (start + samples * 8 + names.length * 48 + cellCount * 10 !== length) throw badFormat('its columns are cut');
  let at = bytes.byteOffset + start;
  const numbers = (count: number) => {
    const column = new Float64Array(bytes.buffer, at, count);
    at += column.byteLength;
    return column;
  };
  const column = () => {
    const cells = new Uint16Array(bytes.buffer, at, cellCount);
    at += cells.byteLength;
    return cells;
  };
  const times = numbers(samples);
  const fact = () => numbers(names.length);
  // In the order in which they lie.
  const [tid, startTicks, cpuTime, voluntary, involuntary, switchesAt] = [
    fact(),
    fact(),
    fact(),
    fact(),
    fact(),
    fact(),
  ];
  const [state, channel, cpu, run, wait] = [column(), column(), column(), column(), column()];
  return {
    ...rest,
    times,
    lanes: { names, tid, startTicks, cpuTime, voluntary, involuntary, switchesAt },
    cells: { state, channel, cpu, run, wait },
  };
}

function parseHead(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw badFormat('its head is not JSON', cause);
  }
}

function badFormat(why: string, cause?: unknown): ThreadlabError {
  return new ThreadlabError('badFormat', `These are not lanes that this version of Threadlab reads: ${why}.`, {
    cause,
  });
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
