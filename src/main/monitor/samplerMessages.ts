/** What the backend and its sampler say to each other. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { Ratio } from '../../shared/units/quantity.ts';

/** To the sampler. `watch` null: nobody watches, so it rests and forgets what it followed. `budget`: share of one core. */
export interface SamplerRequest {
  watch: WatchRequest | null;
  budget: Ratio;
}

/** Given at the start. `notice`: words for people about why it was started again; null the first time. */
export interface SamplerStart {
  notice: string | null;
}

/** From the sampler: an encoded snapshot, or that it cannot go on with this request. */
export type SamplerAnswer =
  { kind: 'pass'; bytes: Uint8Array<ArrayBuffer> } | { kind: 'failed'; code: ErrorCode; message: string };
