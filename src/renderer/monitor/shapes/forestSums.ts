/** What a closed branch and a group show: sums of the rows under them, or what these have in common. Pure. */
import { processFields, type ProcessField } from '../../../shared/monitor/processFields.ts';
import type { Field } from '../../../shared/monitor/field.ts';
import type { NumberColumn, Table, TextColumn } from '../../../shared/monitor/snapshot.ts';
import { numberAt, textAt } from '../rows/passRows.ts';
import { counts, type ForestNode } from './forestNode.ts';

/** Of the nodes in order those that stand for sums, and all under them. */
export function atOrUnder(summed: readonly number[], parents: Int32Array, inOrder: Int32Array): Int32Array {
  const isWithin = new Uint8Array(parents.length);
  for (const node of summed) isWithin[node] = 1;
  return inOrder.filter((node) => {
    const parent = parents[node] ?? -1;
    if (parent >= 0 && isWithin[parent] === 1) isWithin[node] = 1;
    return isWithin[node] === 1;
  });
}

/**
 * One table with a row for each of `summed`: sums of all rows under it and of itself where the field adds up, else its own value.
 * A group has no value of its own: it shows what all of its rows share. NaN, null: not known of one of them, or not the same.
 * `within`: the nodes of `summed` and all under them, parents first.
 */
export function sumTable(
  nodes: readonly ForestNode[],
  parents: Int32Array,
  within: Int32Array,
  summed: readonly number[],
): Table<ProcessField> {
  const columns: Table<ProcessField>['columns'] = {};
  const live = nodes.find(({ row, kind }) => kind !== 'group' && row.status !== 'ended');
  const fields = Object.keys(live?.row.table.columns ?? {}).filter(isField);
  for (const field of fields) {
    const definition: Field = processFields[field];
    if (definition.adds === true) columns[field] = sumsOf(field, nodes, parents, within, summed);
    else if (definition.unit === 'text') columns[field] = commonTexts(field, nodes, parents, within, summed);
    else
      columns[field] = Float64Array.from(summed, (node) => {
        const one = nodes[node];
        return one === undefined || one.kind === 'group' ? NaN : numberAt(one.row, field);
      });
  }
  return { rowCount: summed.length, columns };
}

function isField(name: string): name is ProcessField {
  return Object.hasOwn(processFields, name);
}

function sumsOf(
  field: ProcessField,
  nodes: readonly ForestNode[],
  parents: Int32Array,
  within: Int32Array,
  summed: readonly number[],
): NumberColumn {
  const sums = new Float64Array(nodes.length);
  for (let at = within.length - 1; at >= 0; at -= 1) {
    const node = within[at] ?? 0;
    const one = nodes[node];
    if (one !== undefined && counts(one)) sums[node] = (sums[node] ?? 0) + numberAt(one.row, field);
    const parent = parents[node] ?? -1;
    if (parent >= 0) sums[parent] = (sums[parent] ?? 0) + (sums[node] ?? 0);
  }
  return Float64Array.from(summed, (node) => sums[node] ?? NaN);
}

/** Of a row its own text; of a group what all of its rows have, its name being what it was grouped by. */
function commonTexts(
  field: ProcessField,
  nodes: readonly ForestNode[],
  parents: Int32Array,
  within: Int32Array,
  summed: readonly number[],
): TextColumn {
  const common = new Map<number, string | null>();
  within.forEach((node) => {
    const parent = parents[node] ?? -1;
    const one = nodes[node];
    if (one?.kind !== 'row' || nodes[parent]?.kind !== 'group') return;
    const text = textAt(one.row, field);
    const before = common.get(parent);
    common.set(parent, before === undefined || before === text ? text : null);
  });
  return summed.map((node) => {
    const one = nodes[node];
    if (one === undefined) return null;
    if (one.kind !== 'group' || field === 'name') return textAt(one.row, field);
    return common.get(node) ?? null;
  });
}
