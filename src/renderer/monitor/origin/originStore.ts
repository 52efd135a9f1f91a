/** Which number is traced to its figures, and why one cannot be. */
import { create } from 'zustand';
import type { OriginRequest } from '../../../shared/monitor/originReading.ts';
import {
  isProcessNumber,
  isThreadNumber,
  processOrigins,
  threadOrigins,
  type Origin,
} from '../../../shared/monitor/origins.ts';
import type { Field } from '../../../shared/monitor/field.ts';
import { processFields } from '../../../shared/monitor/processFields.ts';
import { threadFields } from '../../../shared/monitor/threadFields.ts';
import { showToast } from '../../controls/toastStore.ts';
import { displayText } from '../../table/displayText.ts';
import { numberAt, textAt } from '../rows/passRows.ts';
import { useMonitor, type ProcessRow, type ThreadRow } from '../store.ts';

type WithoutInterval<Request> = Request extends unknown ? Omit<Request, 'interval'> : never;

export interface Traced {
  request: WithoutInterval<OriginRequest>;
  origin: Origin;
  definition: Field;
  /** "ingestd (48213)". */
  called: string;
  /** What the table showed, NaN where it showed none, and when that was read. */
  shown: { value: number; takenAt: string } | null;
  /** The table shows the sum of a closed branch there. */
  isSum: boolean;
}

export const useOrigin = create<{ traced: Traced | null }>(() => ({ traced: null }));

/** What would be traced, or why nothing can be. */
export function originOfProcess(row: ProcessRow, column: string): Traced | string {
  if (row.branch?.kind === 'group') return 'A group shows the sums of its rows. Open it and choose one of them.';
  if (!isProcessNumber(column)) return noNumber;
  if (row.status === 'ended') return hasEnded;
  return {
    request: { of: 'process', process: { pid: row.id, startTicks: row.startTicks }, field: column },
    origin: processOrigins[column],
    definition: processFields[column],
    called: `${displayText(textAt(row, 'name') ?? '')} (${row.id})`,
    shown: shownOf(numberAt(row, column)),
    isSum: row.branch?.isSum === true,
  };
}

/** The same for a thread, in either table of threads. */
export function originOfThread(row: ThreadRow, column: string): Traced | string {
  if (!isThreadNumber(column)) return noNumber;
  const pid = numberAt(row, 'pid');
  const process = useMonitor.getState().processes.find(({ id, status }) => id === pid && status !== 'ended');
  if (row.status === 'ended' || process === undefined) return hasEnded;
  return {
    request: {
      of: 'thread',
      process: { pid, startTicks: process.startTicks },
      tid: row.id,
      startTicks: row.startTicks,
      field: column,
    },
    origin: threadOrigins[column],
    definition: threadFields[column],
    called: `${displayText(textAt(row, 'name') ?? '')} (${row.id})`,
    shown: shownOf(numberAt(row, column)),
    isSum: false,
  };
}

/** Shows it, or says why not. */
export function trace(traced: Traced | string): void {
  if (typeof traced === 'string') showToast({ tone: 'warn', text: traced });
  else useOrigin.setState({ traced });
}

const noNumber = 'This column holds no number. Choose a cell with one.';
const hasEnded = 'It has ended: nothing more can be read of it.';

function shownOf(value: number): Traced['shown'] {
  const { snapshot } = useMonitor.getState();
  return snapshot === null ? null : { value, takenAt: snapshot.takenAt };
}
