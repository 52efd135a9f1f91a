/** Which view of the selected process the lower pane shows, and what that view needs to be read with every pass. */
import { create } from 'zustand';
import type { ProcessField } from '../../../shared/monitor/processFields.ts';

export const paneTabs = [
  { value: 'overview', label: 'Overview' },
  { value: 'threads', label: 'Threads' },
  { value: 'lanes', label: 'Lanes' },
  { value: 'files', label: 'Files' },
  { value: 'environment', label: 'Environment' },
  { value: 'limits', label: 'Limits' },
  { value: 'cgroup', label: 'Cgroup' },
  { value: 'command', label: 'Command line' },
] as const;

export type PaneTab = (typeof paneTabs)[number]['value'];

export const usePane = create<{ tab: PaneTab }>(() => ({ tab: 'threads' }));

/** Drawn over time in the overview. */
export const historyFields = [
  'cpu',
  'systemCpu',
  'runQueueDelay',
  'threads',
  'residentBytes',
  'swapBytes',
  'readBytes',
  'writeBytes',
  'voluntarySwitches',
  'involuntarySwitches',
  'minorFaults',
  'majorFaults',
] as const satisfies readonly ProcessField[];
export type HistoryField = (typeof historyFields)[number];

/** Columns that the pane needs beside those of the table. */
export function paneFields(): readonly ProcessField[] {
  return usePane.getState().tab === 'overview' ? historyFields : [];
}
