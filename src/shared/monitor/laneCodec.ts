/**
 * One batch of lanes as one buffer (framed.ts): a head, then Float64 times [sample]; Float64 tid, startTicks, cpuTime, voluntary, involuntary, switchesAt [lane];
 * Uint16 state, channel, cpu, run, wait [sample * lanes + lane]. The reader views the columns where they lie.
 */
import { z } from 'zod';
import { badFormat, readFrame, writeFrame, type Frame } from './framed.ts';
import type { LaneBatch } from './lanes.ts';
import { processKey } from './processKey.ts';

/** "A1TL" in little-endian order. */
const frame: Frame = { mark: 0x4c54_3141, refusal: 'These are not lanes' };

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
  const size = (parts: readonly { byteLength: number }[]) => parts.reduce((sum, part) => sum + part.byteLength, 0);
  const head = { ...rest, names, samples: times.length };
  const { bytes, bodyOffset } = writeFrame(frame, head, size(numbers) + size(columns));
  let at = bodyOffset;
  for (const part of numbers) {
    new Float64Array(bytes.buffer, at, part.length).set(part);
    at += part.byteLength;
  }
  for (const part of columns) {
    new Uint16Array(bytes.buffer, at, part.length).set(part);
    at += part.byteLength;
  }
  return bytes;
}

/** Reads what `encodeLaneBatch` wrote. Throws `badFormat` on a buffer that is cut or of another version or byte order. */
export function decodeLaneBatch(given: Uint8Array): LaneBatch {
  const { head, body } = readFrame(frame, headSchema, given);
  const { names, samples, ...rest } = head;
  const cellCount = samples * names.length;
  const size = samples * 8 + names.length * 48 + cellCount * 10;
  if (size !== body.byteLength) throw badFormat(frame, 'its columns are cut');
  let at = body.byteOffset;
  const numbers = (count: number) => {
    const column = new Float64Array(body.buffer, at, count);
    at += column.byteLength;
    return column;
  };
  const column = () => {
    const cells = new Uint16Array(body.buffer, at, cellCount);
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
