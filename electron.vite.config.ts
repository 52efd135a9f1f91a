/** Builds the main process (all its entries), the preload and the page. Where built files are is known to src/main/entries.ts alone. */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { assemblyScript } from './scripts/assemblyscript.mjs';

const at = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    plugins: [assemblyScript()],
    build: {
      outDir: 'out/main',
      target: 'node22',
      // Read as one file each, these load in half the time.
      externalizeDeps: { exclude: ['zod', 'ws'] },
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          cli: at('src/main/cli/main.ts'),
          sampler: at('src/main/monitor/sampler.worker.ts'),
          lanes: at('src/main/monitor/lanes/lanes.worker.ts'),
          runner: at('src/main/lab/runner/main.ts'),
          runnerThread: at('src/main/lab/runner/thread.worker.ts'),
          nodeProgram: at('src/main/lab/runner/programs/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src/preload/preload.ts') },
        // A sandboxed window cannot load an ES module as its preload (electron-vite #776).
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    build: { outDir: at('out/renderer'), minify: true, rolldownOptions: { input: at('src/renderer/index.html') } },
  },
});
