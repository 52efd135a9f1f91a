/**
 * Unit tests stand beside what they test. Those that need a page run in jsdom, whose start costs more than most tests; those of
 * src/shared, which keeps no state, share the modules of one worker, since loading them costs more than running them; those of the
 * backend and its Lab, which start processes and take signals, have a process for each file.
 */
import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assemblyscript.mjs';

export default defineConfig({
  plugins: [react(), assemblyScript()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'backend',
          include: ['src/{main,kernels,native,preload}/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/main/lab/**'],
          environment: 'node',
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          name: 'lab',
          include: ['src/main/lab/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          globalSetup: 'src/main/lab/testing/labSetup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['src/shared/**/*.test.ts'],
          environment: 'node',
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['src/renderer/**/*.test.ts'],
          exclude: ['src/renderer/connection/**'],
          environment: 'node',
          pool: 'threads',
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['src/renderer/**/*.test.tsx', 'src/renderer/connection/**/*.test.ts'],
          environment: 'jsdom',
          pool: 'threads',
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
