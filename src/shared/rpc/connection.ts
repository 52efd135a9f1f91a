/**
 * What the RPC core asks of a transport: send, receive, say when it is over. Text frames carry JSON envelopes, binary
 * frames carry one buffer of a subscription. A MessagePort, a WebSocket and an in-memory pair are each a small adapter.
 */
export type Frame = string | Uint8Array;

export interface Connection {
  send(frame: Frame): void;
  /** One listener; frames that arrive before it is set are kept for it. */
  onFrame(listener: (frame: Frame) => void): void;
  /** Called once, whichever side closed. `reason` is for people. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}
