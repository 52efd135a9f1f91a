/** What the Monitor adds to the commands by name. */
import type { Command } from '../frame/roomCommands.ts';
import { keep } from './columns/tableLayout.ts';
import { saveTable } from './copy/saveTable.ts';
import { toggleFreeze } from './rows/takePass.ts';
import { monotonicSeconds } from './Tools.tsx';

export const monitorCommands: readonly Command[] = [
  { label: 'Freeze, or let the values go on', remark: 'Z', run: () => toggleFreeze(monotonicSeconds()) },
  { label: 'Flat table', run: () => keep({ processShape: 'flat' }) },
  { label: 'Tree of processes', remark: 't', run: () => keep({ processShape: 'tree' }) },
  { label: 'Processes in groups', run: () => keep({ processShape: 'grouped' }) },
  { label: 'Threads of all processes', remark: 'H', run: () => keep({ processShape: 'threads' }) },
  { label: 'Choose columns', remark: 'C', run: () => document.getElementById('choose-columns')?.click() },
  { label: 'Save the table as CSV', run: () => saveTable('csv') },
  { label: 'Save the table as JSON', run: () => saveTable('json') },
];
