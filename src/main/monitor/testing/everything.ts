/** A request for every field of every process and thread. */
import type { WatchRequest } from '../../../shared/monitor/contract.ts';
import { processFieldNames } from '../../../shared/monitor/processFields.ts';
import { threadFieldNames } from '../../../shared/monitor/threadFields.ts';

export const everything: WatchRequest = {
  interval: 1,
  processFields: [...processFieldNames],
  threadFields: [...threadFieldNames],
  threadsOf: 'all',
  only: null,
  visible: null,
};
