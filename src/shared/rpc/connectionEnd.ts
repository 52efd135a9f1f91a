/**
 * What every transport adapter needs besides sending: frames kept until somebody listens, and an end that is told once.
 * The adapter calls `received` and `ended`; the RPC core sees only the `connection`.
 */
import type { Connection, Frame } from './connection.ts';

export interface ConnectionEnd {
  connection: Connection;
  /** A frame came in. */
  received(frame: Frame): void;
  /** The transport is over, whoever ended it. */
  ended(reason: string): void;
}

/** One end over a transport that can `send` and, told why, `close`. */
export function connectionEnd(transport: { send(frame: Frame): void; close(reason: string): void }): ConnectionEnd {
  let listener: ((frame: Frame) => void) | null = null;
  let waiting: Frame[] = [];
  let endReason: string | null = null;
  let endListeners: ((reason: string) => void)[] = [];

  const ended = (reason: string) => {
    if (endReason !== null) return;
    endReason = reason;
    waiting = [];
    const told = endListeners;
    endListeners = [];
    for (const tell of told) tell(reason);
  };

  return {
    received(frame) {
      if (endReason !== null) return;
      if (listener === null) waiting.push(frame);
      else listener(frame);
    },
    ended,
    connection: {
      send(frame) {
        if (endReason === null) transport.send(frame);
      },
      onFrame(given) {
        listener = given;
        const kept = waiting;
        waiting = [];
        for (const frame of kept) if (endReason === null) given(frame);
      },
      onClose(tell) {
        if (endReason === null) endListeners.push(tell);
        else tell(endReason);
      },
      close(reason = 'Closed.') {
        if (endReason !== null) return;
        transport.close(reason);
        ended(reason);
      },
    },
  };
}
