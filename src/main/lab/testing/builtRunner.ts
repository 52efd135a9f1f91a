/** Builds the runner from the sources as they are, into .cache, since a plain Node cannot compile the kernels it imports. */
import { join } from 'node:path';
import { build } from 'vite';
import { assemblyScript } from '../../../../scripts/assemblyscript.mjs';

const root = join(import.meta.dirname, '..', '..', '..', '..');

export async function buildRunner(): Promise<{ runner: string; runnerThread: string; native: string; python: string }> {
  const outDir = join(root, '.cache', 'test-runner');
  const lab = join(root, 'src', 'main', 'lab', 'runner');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [assemblyScript()],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node22',
      rolldownOptions: {
        input: { runner: join(lab, 'main.ts'), runnerThread: join(lab, 'thread.worker.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return {
    runner: join(outDir, 'runner.js'),
    runnerThread: join(outDir, 'runnerThread.js'),
    native: join(root, 'src', 'native'),
    python: join(root, 'src', 'python'),
  };
}
