/**
 * Unit tests stand beside what they test. Those that need a page run in jsdom, whose start costs more than most tests; those of the
 * backend and its Lab, which start processes and take signals, run in processes of their own. Loading modules costs more than most
 * tests as well, so the files of a worker share them, except where a file replaces some (`vi.mock`): those have theirs for
 * themselves. The files of the page share the page as well: `pageSetup.ts` replaces the backend for all of them alike, and
 * leaves no test what another one did.
 */
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assemblyscript.mjs';

const replacing = globSync('src/**/*.test.{ts,tsx}', { cwd: import.meta.dirname }).filter((file) =>
  readFileSync(join(import.meta.dirname, file), 'utf8').includes('vi.mock('),
);
const stray = replacing.filter((file) => !file.startsWith(join('src', 'main')));
if (stray.length > 0)
  throw new Error(
    `${stray.join(', ')}: a vi.mock outlives its file there. src/renderer/testing has doubles for all files.`,
  );

/** Nothing here waits, and each worker loads all modules again: as many as CPUs, before the others. */
const first = { maxWorkers: availableParallelism(), sequence: { groupOrder: 0 } };
const labSetup = 'src/main/lab/testing/labSetup.ts';

export default defineConfig({
  plugins: [react(), assemblyScript()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'backend',
          include: ['src/{main,kernels,native,preload}/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/main/lab/**', ...replacing],
          environment: 'node',
          pool: 'forks',
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'lab',
          include: ['src/main/lab/**/*.test.ts'],
          exclude: replacing,
          environment: 'node',
          pool: 'forks',
          isolate: false,
          globalSetup: labSetup,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'replacing',
          include: replacing,
          environment: 'node',
          pool: 'forks',
          globalSetup: labSetup,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['src/{shared,renderer}/**/*.test.ts'],
          exclude: ['src/renderer/connection/**'],
          environment: 'node',
          pool: 'threads',
          isolate: false,
          ...first,
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['src/renderer/**/*.test.tsx', 'src/renderer/connection/**/*.test.ts'],
          setupFiles: 'src/renderer/testing/pageSetup.ts',
          environment: 'jsdom',
          pool: 'threads',
          isolate: false,
          ...first,
        },
      },
    ],
    // Two more than CPUs: many of these tests wait for processes of their own.
    maxWorkers: availableParallelism() + 2,
    // Only what hangs is to be ended by these.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
