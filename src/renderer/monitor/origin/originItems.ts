/** The item of the row menu that traces the number of the cell it was asked on. */
import type { MenuItem } from '../../controls/Menu.tsx';
import { trace, type Traced } from './originStore.ts';

/** `cell` null: the menu was not asked on a cell. */
export function originItems(cell: { traced: Traced | string } | null): MenuItem[] {
  if (cell === null) return [];
  const { traced } = cell;
  const label =
    typeof traced === 'string' ? 'Where this number comes from' : `Where “${traced.definition.title}” comes from`;
  const reason = typeof traced === 'string' ? traced : undefined;
  return [{ kind: 'action', label, remark: 'O', reason, onPick: () => trace(traced) }, { kind: 'line' }];
}
