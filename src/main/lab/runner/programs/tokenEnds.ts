/** An end of a channel of context-switch on Node: it hears tokens, one at a time, and sends what it is told to. */
import { readSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';

/** The token that ends the other. */
export const lastToken = -1;

export interface TokenEnd {
  /** Sends `first`, where there is one; then hands each token that comes to `hear` and sends what it returns, until that is null or the last token. */
  rally(hear: (token: number) => number | null, first?: number): Promise<void>;
}

const tokenBytes = 8;

/** Over two descriptors of pipes: the thread sleeps in read(2). */
export function fileEnd(source: number, output: number): TokenEnd {
  const bytes = Buffer.alloc(tokenBytes);
  const send = (token: number) => {
    bytes.writeDoubleLE(token);
    writeSync(output, bytes);
  };
  return {
    rally(hear, first) {
      if (first !== undefined) send(first);
      for (;;) {
        if (readSync(source, bytes) !== tokenBytes) return Promise.reject(new Error('The other side has ended.'));
        const next = hear(bytes.readDoubleLE());
        if (next !== null) send(next);
        if (next === null || next === lastToken) return Promise.resolve();
      }
    },
  };
}

/** Over what posts numbers, a MessagePort. */
export function postEnd(
  post: (token: number) => void,
  onMessage: (heard: (message: unknown) => void) => void,
): TokenEnd {
  return {
    rally: (hear, first) =>
      new Promise((resolve) => {
        onMessage((message) => {
          if (typeof message === 'number') answer(hear(message), post, resolve);
        });
        if (first !== undefined) post(first);
      }),
  };
}

/** Over a stream socket. */
export function socketEnd(socket: Socket): TokenEnd {
  const bytes = Buffer.alloc(tokenBytes);
  const send = (token: number) => {
    bytes.writeDoubleLE(token);
    socket.write(Buffer.from(bytes));
  };
  return {
    rally: (hear, first) =>
      new Promise((resolve, reject) => {
        let rest: Buffer = Buffer.alloc(0);
        socket.once('close', () => reject(new Error('The other side has ended.')));
        socket.on('data', (chunk: Buffer) => {
          rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
          if (rest.length < tokenBytes) return;
          const token = rest.readDoubleLE();
          rest = rest.subarray(tokenBytes);
          answer(hear(token), send, resolve);
        });
        if (first !== undefined) send(first);
      }),
  };
}

function answer(next: number | null, send: (token: number) => void, over: () => void): void {
  if (next !== null) send(next);
  if (next === null || next === lastToken) over();
}
