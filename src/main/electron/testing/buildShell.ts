/**
 * The main bundle to test: the one in `out` where it is no older than the sources, otherwise one made now from the same
 * sources by Vite, in a folder of the cache. Only the shell is built: workers and the page are stubs beside it.
 */
import { existsSync, globSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** The path of `index.js`. */
export async function builtShell(): Promise<string> {
  const ready = join(root, 'out', 'main', 'index.js');
  const complete = existsSync(ready) && existsSync(join(root, 'out', 'renderer', 'index.html'));
  if (complete && statSync(ready).mtimeMs >= newestSource()) return ready;

  const out = join(root, '.cache', 'shell-test');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(root, 'src', 'main', 'index.ts'),
      outDir: join(out, 'main'),
      emptyOutDir: true,
      target: 'node22',
      rolldownOptions: { external: ['electron'], output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
  await mkdir(join(out, 'renderer'), { recursive: true });
  await writeFile(join(out, 'renderer', 'index.html'), '<!doctype html><title>Threadlab</title>');
  await writeFile(join(out, 'main', 'sampler.js'), '');
  return join(out, 'main', 'index.js');
}

function newestSource(): number {
  const files = globSync('src/{main,shared}/**/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/testing/**'] });
  return Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs));
}
