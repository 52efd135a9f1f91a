/** `npm run pictures`: takes the README's pictures (docs/pictures) from the real app, in the browser that the tests use. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { requireNode } from './node.mjs';

requireNode();
const root = fileURLToPath(new URL('..', import.meta.url));
await buildIfStale();
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '--workers=1'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, THREADLAB_PICTURES: '1' },
  },
);
process.exitCode = status ?? 1;
