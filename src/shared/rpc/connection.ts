/**
 * What the RPC core asks of a transport: send, receive, say when it is over. Text frames carry JSON envelopes, binary
 * frames carry one buffer of a subscription. A MessagePort, a WebSocket and an in-memory pair are each a small adapter.
 */
export type Frame = string | Uint8Array<ArrayBuffer>;

export interface Connection {
  /** What is sent after the end is dropped: `onClose` has told, or is about to. */
  send(frame: Frame): void;
  /** One listener; frames that arrive before it is set are kept for it. */
  onFrame(listener: (frame: Frame) => void): void;
  /** Each listener is called once, whichever side closed, also when it is set after the end. `reason` is for people. */
  onClose(listener: (reason: string) => void): void;
  /** Ends both sides; `reason` is told to both. */
  close(reason?: string): void;
}
