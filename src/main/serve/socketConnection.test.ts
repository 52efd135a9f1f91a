/** The page's own socket adapter against the server's, over a real WebSocket on loopback. */
import { once } from 'node:events';
import { afterAll, beforeAll, describe } from 'vitest';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import { pageSocketConnection } from '../../renderer/connection/pageSocket.ts';
import { answerLength } from '../../shared/rpc/limits.ts';
import { rpcSuite } from '../../shared/rpc/testing/rpcSuite.ts';
import { socketConnection } from './socketConnection.ts';

describe('RPC on a WebSocket', () => {
  let server: WebSocketServer;
  beforeAll(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: answerLength });
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  rpcSuite(async () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    const accepted = once(server, 'connection') as Promise<[ServerSocket]>;
    const page = new WebSocket(`ws://127.0.0.1:${address.port}`);
    const client = await pageSocketConnection(page);
    const [socket] = await accepted;
    return { client, server: socketConnection(socket), dispose: () => socket.terminate() };
  });
});
