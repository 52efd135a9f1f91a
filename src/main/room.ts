/** What every room of the backend offers: its handlers, and an end. */
import type { Handlers, RoomContract } from '../shared/rpc/contract.ts';

export interface Room<Contract extends RoomContract> {
  handlers: Handlers<Contract>;
  /** Ends what the room started: its worker, its children, its timers. */
  close(): Promise<void>;
}
