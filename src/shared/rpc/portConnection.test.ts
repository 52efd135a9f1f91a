/** The page's own port adapter at one end and Node's port at the other. */
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import { pagePortConnection } from '../../renderer/connection/pagePort.ts';
import { portConnection } from './portConnection.ts';
import { rpcSuite } from './testing/rpcSuite.ts';

function makePair() {
  const { port1, port2 } = new MessageChannel();
  const server = portConnection({
    post: (message) => port2.postMessage(message),
    onMessage: (listener) => port2.on('message', listener),
    onClose: (listener) => port2.on('close', listener),
    close: () => port2.close(),
  });
  // Node's port has the page's events; its type says less than it does.
  return {
    client: pagePortConnection(port1 as unknown as MessagePort),
    server,
    port1,
    port2,
    dispose: () => port1.close(),
  };
}

describe('RPC on a MessagePort', () => {
  rpcSuite(makePair);

  test.each([[{ frame: 1 }], [null], [12], [{ closed: 7 }]])('ends on %j, which is no frame', async (message) => {
    const { server, port1 } = makePair();
    const closed: string[] = [];
    server.onClose((reason) => closed.push(reason));
    port1.postMessage(message);
    await vi.waitFor(() => expect(closed).toEqual(['A message that is neither text nor bytes came over the port.']));
  });

  test('ends when the other side goes away without a word', async () => {
    const { server, port1 } = makePair();
    const closed: string[] = [];
    server.onClose((reason) => closed.push(reason));
    port1.close();
    await vi.waitFor(() => expect(closed).toEqual(['The port was closed.']));
  });
});
