/** Parses what lscpu prints: a summary, whose block "Model name" repeats for each kind of core, and two tables of CPUs. */
import type { CacheDescription } from '../../../shared/monitor/machineDescription.ts';
import { parseListedSize } from './listing.ts';

export interface LscpuTable {
  /** Heading without the separator column: CPU, Core, Socket, Node, L1d, L1i, ... */
  columns: string[];
  /** Column -> cell, "" or "-" where lscpu does not know. */
  rows: Map<string, string>[];
}

export interface LscpuCache {
  level: number;
  type: CacheDescription['type'];
  /** Of all instances together. */
  totalBytes: number;
  instances: number;
}

export interface LscpuListing {
  /** Fields of the whole machine; of a repeated one the first. */
  summary: Map<string, string>;
  /** A map for each kind of core, in the order of the listing; one where all are alike. */
  kinds: Map<string, string>[];
  caches: LscpuCache[];
  /** Numbers that lscpu counts itself. */
  logical: LscpuTable;
  /** Numbers of the hardware, where Linux tells them. */
  physical: LscpuTable;
}

export function parseLscpu(text: string): LscpuListing {
  const parts = text.split(/^# The following is the parsable format.*$/m);
  const [listing = '', logical = '', physical = ''] = parts;
  if (parts.length !== 3) throw new Error(`${parts.length - 1} tables instead of 2`);
  const summary = new Map<string, string>();
  const kinds: Map<string, string>[] = [];
  const caches: LscpuCache[] = [];
  for (const line of listing.split('\n')) {
    const match = /^([^:]+):\s*(.*)$/.exec(line);
    if (match === null) {
      if (line.trim() !== '') throw new Error(`not understood: ${line}`);
      continue;
    }
    const [, key = '', value = ''] = match;
    if (key === 'Model name') kinds.push(new Map());
    kinds.at(-1)?.set(key, value.trim());
    if (!summary.has(key)) summary.set(key, value.trim());
    const cache = /^L(\d)([di]?) cache$/.exec(key);
    if (cache !== null) {
      caches.push({
        level: Number(cache[1]),
        type: cacheType(cache[2] ?? ''),
        totalBytes: parseListedSize(value),
        instances: Number(/\((\d+) instances?\)/.exec(value)?.[1] ?? 1),
      });
    }
  }
  return { summary, kinds, caches, logical: parseTable(logical), physical: parseTable(physical) };
}

/** "L1d", "L2" of the tables' heading. */
export function cacheOfColumn(column: string): Pick<LscpuCache, 'level' | 'type'> | null {
  const match = /^L(\d)([di]?)$/.exec(column);
  return match === null ? null : { level: Number(match[1]), type: cacheType(match[2] ?? '') };
}

function cacheType(letter: string): CacheDescription['type'] {
  return letter === 'd' ? 'data' : letter === 'i' ? 'instruction' : 'unified';
}

function parseTable(text: string): LscpuTable {
  const lines = text.split('\n').map((line) => line.trim());
  const columns = lines
    .find((line) => line.startsWith('# CPU,'))
    ?.slice(2)
    .split(',');
  if (columns === undefined) throw new Error('a table without a heading');
  const rows = lines
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const cells = line.split(',');
      if (cells.length !== columns.length) throw new Error(`${cells.length} cells in ${line}`);
      return new Map(columns.map((column, index): [string, string] => [column, cells[index] ?? '']));
    });
  return { columns: columns.filter((column) => column !== ''), rows };
}
