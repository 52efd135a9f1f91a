/** Unit tests stand beside what they test; those that need a page run in jsdom, whose start costs more than most tests, the rest in Node. */
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
          name: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/renderer/connection/**'],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['src/renderer/**/*.test.tsx', 'src/renderer/connection/**/*.test.ts'],
          environment: 'jsdom',
        },
      },
    ],
    // One more than CPUs: many of these tests wait for processes of their own.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 20_000,
  },
});
