/** Two joined connections in one process: for the command line, and for tests without a transport. */
import type { Connection, Frame } from './connection.ts';
import { connectionEnd, type ConnectionEnd } from './connectionEnd.ts';

/** What one end sends arrives at the other in order, never within the call that sent it; buffers are copied, as on a wire. */
export function memoryPair(): [Connection, Connection] {
  const end = (other: () => ConnectionEnd): ConnectionEnd =>
    connectionEnd({
      send(frame: Frame) {
        const copy = typeof frame === 'string' ? frame : frame.slice();
        queueMicrotask(() => other().received(copy));
      },
      close(reason) {
        queueMicrotask(() => other().ended(reason));
      },
    });
  const near: ConnectionEnd = end(() => far);
  const far: ConnectionEnd = end(() => near);
  return [near.connection, far.connection];
}
