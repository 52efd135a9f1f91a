/** What the window knows of its backend. */
export type ConnectionState =
  | { status: 'connecting' }
  | { status: 'open' }
  | {
      status: 'lost';
      since: Date;
      /** null while a try is under way, and where a new link is needed. */
      nextTry: Date | null;
      /** A sentence. */
      reason: string;
      /** The backend is there and does not know this browser any more: only a new link from it helps. */
      needsNewLink: boolean;
    };

/** Thrown by what opens a connection where trying again cannot help. */
export class NewLinkNeeded extends Error {}
