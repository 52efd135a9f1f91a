/** What the backend and its worker for lanes say to each other. */
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import type { Ratio } from '../../../shared/units/quantity.ts';

/** To the worker: all that is followed from now on. `budget`: share of one core for all of it together. */
export interface LanesRequest {
  follow: { id: number; process: ProcessKey }[];
  budget: Ratio;
}

/** From the worker: an encoded batch of one of them, or why it is not followed any more. */
export type LanesAnswer =
  | { kind: 'batch'; id: number; bytes: Uint8Array<ArrayBuffer>; ended: boolean }
  | { kind: 'failed'; id: number; code: ErrorCode; message: string };
