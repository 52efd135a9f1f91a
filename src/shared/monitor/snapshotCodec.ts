/**
 * One snapshot as one buffer, so that it crosses a port or a socket without being cloned value by value.
 *
 * Layout: u32 magic (in the writer's byte order), u32 byte length of the whole, u32 byte length of the JSON head, u32 0;
 * the head (UTF-8), padded to 8 bytes; then the columns. A number column is rowCount Float64, a text column rowCount
 * Uint32 indices into the head's dictionary (0 is null, n is dictionary[n - 1]), padded to 8 bytes. The reader views number
 * columns where they lie.
 */
import { z } from 'zod';
import { ThreadlabError } from '../errors.ts';
import { processFieldNames } from './processFields.ts';
import type { NumberColumn, Snapshot, SnapshotHeader, Table, TextColumn } from './snapshot.ts';
import { threadFieldNames } from './threadFields.ts';

const magic = 0x4c54_3153; // "S1TL" in little-endian order; another byte order reads another number and is refused
const headOffset = 16;

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
      }),
    ),
    memory: z.object({
      total: z.number(),
      available: z.number(),
      free: z.number(),
      cached: z.number(),
      swapTotal: z.number(),
      swapFree: z.number(),
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
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const columnsOffset = padded(headOffset + headBytes.length);
  const buffer = new ArrayBuffer(columnsOffset + layout.size);
  new Uint32Array(buffer, 0, 4).set([magic, buffer.byteLength, headBytes.length, 0]);
  const bytes = new Uint8Array(buffer);
  bytes.set(headBytes, headOffset);
  layout.write(buffer, columnsOffset);
  return bytes;
}

/**
 * Reads what `encodeSnapshot` wrote. Number columns are views of the given buffer where its offset is a multiple of 8, else
 * of one copy. Throws `badFormat` on a buffer that is cut, of another version or of another byte order.
 */
export function decodeSnapshot(given: Uint8Array): Snapshot {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  if (bytes.byteLength < headOffset) throw badFormat(`it has ${bytes.byteLength} bytes`);
  const [mark, length = 0, headLength = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (mark !== magic) throw badFormat('it begins with another mark: another version or byte order');
  if (length !== bytes.byteLength) throw badFormat(`it has ${bytes.byteLength} bytes instead of ${length}`);
  if (headOffset + headLength > length) throw badFormat('its head is longer than the whole');
  const head = headSchema.safeParse(parseHead(bytes.subarray(headOffset, headOffset + headLength)));
  if (!head.success) throw badFormat(z.prettifyError(head.error));
  const columns = bytes.subarray(padded(headOffset + headLength));
  const { header, dictionary, processes, threads } = head.data;
  return {
    ...header,
    processes: readTable(processes, columns, dictionary),
    threads: readTable(threads, columns, dictionary),
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
    if (offset % 8 !== 0 || offset + size > bytes.byteLength) throw badFormat(`column ${name} lies outside`);
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
  if (word === undefined) throw badFormat(`text ${index} is not in its dictionary`);
  return word;
}

function parseHead(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw badFormat('its head is not JSON', cause);
  }
}

function badFormat(why: string, cause?: unknown): ThreadlabError {
  return new ThreadlabError('badFormat', `This is not a snapshot that this version of Threadlab reads: ${why}.`, {
    cause,
  });
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function nonEmpty<Name extends string>(names: readonly Name[]): [Name, ...Name[]] {
  const [first, ...rest] = names;
  if (first === undefined) throw new ThreadlabError('internal', 'A table without fields.');
  return [first, ...rest];
}
