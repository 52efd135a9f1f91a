/** What the Monitor asks of the backend. */
import { z } from 'zod';
import { procedure, subscription } from '../rpc/contract.ts';
import { monitorActions } from './actions.ts';
import { monitorDetails } from './details.ts';
import { monitorFigure } from './historyFigure.ts';
import { monitorLanes } from './lanes.ts';
import { machineDescription } from './machineDescription.ts';
import { monitorOrigin } from './originReading.ts';
import { monitorThreadWait } from './threadWait.ts';
import { processFieldNames } from './processFields.ts';
import { processKey } from './processKey.ts';
import { threadFieldNames } from './threadFields.ts';

export const watchRequest = z.object({
  /** Seconds between two passes. */
  interval: z.number().min(0.1).max(60),
  processFields: z.array(z.enum(processFieldNames)),
  threadFields: z.array(z.enum(threadFieldNames)),
  /** Processes whose threads are read as rows. */
  threadsOf: z.union([z.literal('all'), z.array(processKey).max(64)]),
  /** This process alone is read; null for all of them. */
  only: z.int().min(1).nullable(),
  /**
   * The processes on the screen: dear fields are read for these alone, and when the budget is short theirs matter first.
   * null: dear fields are wanted of all.
   */
  visible: z.array(z.int()).max(500).nullable(),
});
export type WatchRequest = z.output<typeof watchRequest>;

export const monitorContract = {
  /**
   * One item is one encoded Snapshot (snapshotCodec.ts). Watchers share one sampler, so it may hold more columns and rows than
   * this one asked for, and the first may still be of what was asked before.
   */
  watch: subscription({ input: watchRequest, item: 'binary', errors: ['notSupported', 'internal'] }),
  machine: procedure({ input: z.object({}), output: machineDescription, errors: ['notSupported'] }),
  ...monitorActions,
  ...monitorDetails,
  ...monitorThreadWait,
  ...monitorLanes,
  ...monitorOrigin,
  ...monitorFigure,
} as const;
