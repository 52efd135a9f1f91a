/**
 * Set up for every test of the page. Its files share one page and one set of modules, so nothing may stay behind: each test
 * begins with an empty page, with stores as they are made, and with a backend that was asked nothing.
 */
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { histories, newHistories, threadBalance } from '../monitor/store.ts';
import { resetBackend } from './backendDouble.ts';
import { resetStores } from './stores.ts';

// The only modules that are replaced, and for all files alike.
vi.mock('../connection/backend.ts', () => import('./backendDouble.ts'));
vi.mock('zustand', async (importOriginal) =>
  (await import('./stores.ts')).rememberingStores(await importOriginal<typeof import('zustand')>()),
);

afterEach(async () => {
  vi.useRealTimers();
  cleanup();
  // What has been answered already still arrives.
  await new Promise((resolve) => setTimeout(resolve));
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  // What stands beside the components, such as the words that a chart measures.
  document.body.replaceChildren();
  resetBackend();
  resetStores();
  Object.assign(histories, newHistories());
  threadBalance.clear();
});
