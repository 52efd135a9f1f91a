/**
 * End-to-end tests: one set of specs, a project a shell. The browser is found once, here, and told to the workers by the environment.
 * As many at a time as CPUs, at least two: a browser keeps one busy.
 */
import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';

if (process.env.THREADLAB_FOUND_BROWSER === undefined) {
  process.env.THREADLAB_FOUND_BROWSER = JSON.stringify(await findBrowser());
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: Math.min(4, Math.max(2, availableParallelism())),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // A trace takes a third of a test's time; `--trace on` asks for it.
    trace: 'off',
  },
  // Pictures are made on demand by scripts of their own, not tested.
  projects: process.env.THREADLAB_PICTURES
    ? [
        {
          name: process.env.THREADLAB_PICTURES,
          testMatch: `**/${process.env.THREADLAB_PICTURES}.ts`,
        },
      ]
    : [{ name: 'serve' }, { name: 'electron' }],
});
