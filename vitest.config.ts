/** Unit tests stand beside what they test; those of the page run in jsdom, the rest in Node. */
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
          exclude: ['src/renderer/**'],
          environment: 'node',
        },
      },
      { extends: true, test: { name: 'page', include: ['src/renderer/**/*.test.{ts,tsx}'], environment: 'jsdom' } },
    ],
    testTimeout: 20_000,
  },
});
