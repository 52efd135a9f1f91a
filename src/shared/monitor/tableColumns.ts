/** What a table of the Monitor shows besides its fields, and how a choice of columns is kept: which, in what order, how wide. */
import { z } from 'zod';
import { processFieldNames, processFields, type ProcessField } from './processFields.ts';
import { threadFieldNames, threadFields, type ThreadField } from './threadFields.ts';

/** The minute behind the CPU column: a column that is no field, since it is made of many readings. */
export const historyColumn = 'history';

export type ProcessColumn = ProcessField | typeof historyColumn;
export type ThreadColumn = ThreadField | typeof historyColumn;

export const processColumnNames: readonly ProcessColumn[] = withHistory(processFieldNames);
export const threadColumnNames: readonly ThreadColumn[] = withHistory(threadFieldNames);

export const defaultProcessColumns: readonly ProcessColumn[] = withHistory(
  processFieldNames.filter((name) => processFields[name].shown),
);
/** As rows of the whole machine, threads say first of which process they are. */
export const defaultThreadColumns: readonly ThreadColumn[] = withHistory([
  'name',
  'processName',
  'tid',
  ...threadFieldNames.filter((name) => threadFields[name].shown && name !== 'name' && name !== 'tid'),
]);

/** Pixels. */
export const columnWidths = { least: 40, most: 1200 } as const;

/** A choice of columns; the name is always among them, or nobody could tell the rows apart. */
export function columnChoice<Column extends string>(names: readonly Column[]) {
  return z
    .array(z.enum(names))
    .refine((columns) => new Set<string>(columns).size === columns.length, 'a column stands twice')
    .refine((columns) => columns.some((column) => column === 'name'), 'the name is missing');
}

/** Widths in pixels, of the columns whose width is not their own. */
export function widthChoice<Column extends string>(names: readonly Column[]) {
  return z.partialRecord(z.enum(names), z.int().min(columnWidths.least).max(columnWidths.most));
}

/** By which column rows are sorted; the history is no field and so sorts nothing. */
export function sortChoice<FieldName extends string>(names: readonly FieldName[]) {
  return z.object({ field: z.enum(names), direction: z.enum(['ascending', 'descending']) });
}

/** Branches that are kept: as many as a person opens and closes. */
export const mostBranches = 500;

/** Branches of a tree or of groups that differ from how they are at first, by their keys. */
export const branchChoice = z.array(z.string().max(300)).max(mostBranches);

function withHistory<Name extends string>(names: readonly Name[]): (Name | typeof historyColumn)[] {
  return names.flatMap((name) => (name === 'cpu' ? [historyColumn, name] : [name]));
}
