/**
 * In the place of `connection/backend.ts` in every test of the page (`pageSetup.ts`): it is connected, and each test says what it
 * answers. What no test has said it answers is refused, and a subscription that nobody serves has no items.
 */
import { vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { ThreadlabError } from '../../shared/errors.ts';
import type { OpenSubscription, Watcher } from '../../shared/rpc/client.ts';
import type { ConnectionState } from '../connection/connectionState.ts';

// `never`, so that a test may take the inputs and items of the paths that it serves, and no others.
type Call = (path: string, input: never, options?: { signal?: AbortSignal }) => Promise<unknown>;
type Subscribe = (path: string, input: never, watcher: Watcher<never>) => OpenSubscription<never>;

/** `call` and `subscribe` of the real one without their types; `state` says `open`. */
export const backend = {
  state: createStore<ConnectionState>(() => ({ status: 'open' })),
  call: vi.fn<Call>((path) => Promise.reject(new ThreadlabError('notFound', `Nothing answers ${path}.`))),
  subscribe: vi.fn<Subscribe>(() => ({ update: () => undefined, close: () => undefined })),
};

/** It has been asked nothing, and answers as before the first test. */
export function resetBackend(): void {
  backend.state.setState(backend.state.getInitialState(), true);
  backend.call.mockReset();
  backend.subscribe.mockReset();
}
