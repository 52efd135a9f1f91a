/** Items of the row menu that copy. */
import type { MenuItem } from '../../controls/Menu.tsx';
import { copyRows } from './copyRows.ts';

export function copyItems(): MenuItem[] {
  return [
    { kind: 'action', label: 'Copy as text', remark: 'Ctrl+C', onPick: () => copyRows('text') },
    { kind: 'action', label: 'Copy as TSV', remark: 'base units', onPick: () => copyRows('tsv') },
    { kind: 'action', label: 'Copy as JSON', remark: 'base units', onPick: () => copyRows('json') },
  ];
}
