import { describe } from 'vitest';
import { memoryPair } from './memoryPair.ts';
import { rpcSuite } from './testing/rpcSuite.ts';

describe('RPC on an in-memory pair', () => {
  rpcSuite(() => {
    const [client, server] = memoryPair();
    return { client, server, dispose: () => undefined };
  });
});
