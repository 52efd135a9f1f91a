/** What makes the passes of the sampler: /proc on Linux, the system's own tools elsewhere. */
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { Snapshot } from '../../shared/monitor/snapshot.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import type { Detail } from './processTable.ts';

export interface PassSource {
  /** Reads everything that the request wants. */
  collect(request: WatchRequest, detail: Detail): void | Promise<void>;
  /** Resolves when what is read beside the passes has been read, or after `patience`. */
  settled(patience: Seconds): Promise<void>;
  /** What the last `collect` read. Throws before the first. */
  snapshot(): Snapshot;
  close(): void;
}
