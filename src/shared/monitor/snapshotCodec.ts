/**
 * One snapshot as one buffer (framed.ts): a head, then the columns. A number column is rowCount Float64, a text column rowCount
 * Uint32 indices into the head's dictionary (0 is null, n is dictionary[n - 1]), padded to 8 bytes. The reader views number
 * columns where they lie.
 */
import { z } from 'zod';
import { ThreadlabError } from '../errors.ts';
import { badFormat, padded, readFrame, writeFrame, type Frame } from './framed.ts';
import { processFieldNames } from './processFields.ts';
import type { NumberColumn, Snapshot, SnapshotHeader, Table, TextColumn } from './snapshot.ts';
import { threadFieldNames } from './threadFields.ts';

/** "S1TL" in little-endian order. */
const frame: Frame = { mark: 0x4c54_3153, refusal: 'This is not a snapshot' };

const numberOrNull = z.number().nullable();
const pressure = z.object({ some10: z.number(), full10: numberOrNull }).nullable();

const headerSchema = z.object({
  sequence: z.int(),
  takenAt: z.string(),
  interval: numberOrNull,
  machine: z.object({
    cpus: z.array(
      z.object({
        id: z.int(),
        user: numberOrNull,
        system: numberOrNull,
        steal: numberOrNull,
        ioWait: numberOrNull,
        idle: numberOrNull,
        clock: numberOrNull,
        throttles: z.object({ sinceBoot: z.int(), now: z.int().nullable() }).nullable(),
      }),
    ),
    memory: z.object({
      total: z.number(),
      available: z.number(),
      free: z.number(),
      cached: z.number(),
      swapTotal: z.number(),
      swapFree: z.number(),
      group: z.object({ limit: z.number(), used: z.number() }).nullable(),
    }),
    load: z.tuple([z.number(), z.number(), z.number()]).nullable(),
    pressure: z.object({ cpu: pressure, memory: pressure, io: pressure }),
    uptime: z.number(),
    processCount: z.int(),
    threadCount: z.int().nullable(),
    forks: numberOrNull,
    contextSwitches: numberOrNull,
    interrupts: numberOrNull,
    disks: z
      .array(z.object({ name: z.string(), readBytes: numberOrNull, writeBytes: numberOrNull, busy: numberOrNull }))
      .nullable(),
    networks: z.array(z.object({ name: z.string(), receivedBytes: numberOrNull, sentBytes: numberOrNull })).nullable(),
    temperatures: z.array(z.object({ sensor: z.string(), celsius: z.number(), limit: numberOrNull })).nullable(),
    notSeenCpu: numberOrNull,
  }),
  self: z.object({
    cpuTime: z.number(),
    cpu: numberOrNull,
    residentBytes: z.number(),
    readCount: z.int(),
    passTime: z.number(),
    reduced: z.string().nullable(),
  }),
  hidden: z.object({ permission: z.int(), vanished: z.int(), words: z.string().nullable() }),
  notAvailable: z.record(z.string(), z.string()),
}) satisfies z.ZodType<SnapshotHeader>;

/** Where a table's columns lie: [field, kind, byte offset from the end of the padded head]. */
function tableHead<FieldName extends string>(names: readonly [FieldName, ...FieldName[]]) {
  return z.object({
    rowCount: z.int().min(0),
    columns: z.array(z.tuple([z.enum(names), z.enum(['number', 'text']), z.int().min(0)])),
  });
}

const headSchema = z.object({
  header: headerSchema,
  dictionary: z.array(z.string()),
  processes: tableHead(nonEmpty(processFieldNames)),
  threads: tableHead(nonEmpty(threadFieldNames)),
});

interface TableHead<FieldName extends string> {
  rowCount: number;
  columns: [FieldName, 'number' | 'text', number][];
}

/** Writes a snapshot into one new buffer; its ArrayBuffer holds nothing else, so it can be transferred. */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  const { processes, threads, ...header } = snapshot;
  const layout = new ColumnLayout();
  const head = {
    processes: layout.place(processes),
    threads: layout.place(threads),
    dictionary: layout.dictionary,
    header,
  };
  const { bytes, bodyOffset } = writeFrame(frame, head, layout.size);
  layout.write(bytes.buffer, bodyOffset);
  return bytes;
}

/**
 * Reads what `encodeSnapshot` wrote. Number columns are views of the given buffer where its offset is a multiple of 8, else
 * of one copy. Throws `badFormat` on a buffer that is cut, of another version or of another byte order.
 */
export function decodeSnapshot(given: Uint8Array): Snapshot {
  const { head, body } = readFrame(frame, headSchema, given);
  const { header, dictionary, processes, threads } = head;
  return {
    ...header,
    processes: readTable(processes, body, dictionary),
    threads: readTable(threads, body, dictionary),
  };
}

/** Gives every column of the tables its place, then writes them all. */
class ColumnLayout {
  readonly dictionary: string[] = [];
  size = 0;
  readonly #indexOf = new Map<string, number>();
  readonly #numbers: { offset: number; values: NumberColumn }[] = [];
  readonly #texts: { offset: number; values: TextColumn }[] = [];

  place<FieldName extends string>(table: Table<FieldName>): TableHead<FieldName> {
    const columns: TableHead<FieldName>['columns'] = [];
    for (const name in table.columns) {
      const column: NumberColumn | TextColumn | undefined = table.columns[name];
      if (column === undefined) continue;
      if (column.length !== table.rowCount) {
        throw new ThreadlabError('internal', `Column ${name} has ${column.length} rows instead of ${table.rowCount}.`);
      }
      if (column instanceof Float64Array) {
        columns.push([name, 'number', this.size]);
        this.#numbers.push({ offset: this.size, values: column });
        this.size += column.byteLength;
      } else {
        columns.push([name, 'text', this.size]);
        this.#texts.push({ offset: this.size, values: column });
        for (const text of column) this.#learn(text);
        this.size += padded(column.length * 4);
      }
    }
    return { rowCount: table.rowCount, columns };
  }

  write(buffer: ArrayBuffer, start: number): void {
    for (const { offset, values } of this.#numbers) new Float64Array(buffer, start + offset, values.length).set(values);
    for (const { offset, values } of this.#texts) {
      const indices = new Uint32Array(buffer, start + offset, values.length);
      values.forEach((text, row) => {
        if (text !== null) indices[row] = this.#learn(text);
      });
    }
  }

  #learn(text: string | null): number {
    if (text === null) return 0;
    const known = this.#indexOf.get(text);
    if (known !== undefined) return known;
    const index = this.dictionary.push(text);
    this.#indexOf.set(text, index);
    return index;
  }
}

function readTable<FieldName extends string>(
  head: TableHead<FieldName>,
  bytes: Uint8Array,
  dictionary: readonly string[],
): Table<FieldName> {
  const { rowCount } = head;
  const columns: Table<FieldName>['columns'] = {};
  for (const [name, kind, offset] of head.columns) {
    const size = rowCount * (kind === 'number' ? 8 : 4);
    if (offset % 8 !== 0 || offset + size > bytes.byteLength) throw badFormat(frame, `column ${name} lies outside`);
    const at = bytes.byteOffset + offset;
    columns[name] =
      kind === 'number'
        ? new Float64Array(bytes.buffer, at, rowCount)
        : readWords(new Uint32Array(bytes.buffer, at, rowCount), dictionary);
  }
  return { rowCount, columns };
}

/** A plain loop: an iterator costs five times as much, and 20,000 rows have 80,000 words. */
function readWords(indices: Uint32Array, dictionary: readonly string[]): (string | null)[] {
  const words: (string | null)[] = [];
  for (let row = 0; row < indices.length; row += 1) words.push(wordOf(dictionary, indices[row] ?? 0));
  return words;
}

function wordOf(dictionary: readonly string[], index: number): string | null {
  if (index === 0) return null;
  const word = dictionary[index - 1];
  if (word === undefined) throw badFormat(frame, `text ${index} is not in its dictionary`);
  return word;
}

function nonEmpty<Name extends string>(names: readonly Name[]): [Name, ...Name[]] {
  const [first, ...rest] = names;
  if (first === undefined) throw new ThreadlabError('internal', 'A table without fields.');
  return [first, ...rest];
}
