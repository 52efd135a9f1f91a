/**
 * Takes pictures in the browser that the tests use. `npm run pictures`: those of the README (docs/pictures), from the real app.
 * `npm run screens`: every state of every screen with made-up data (.cache/screens), to be looked at; more words after
 * `--` choose among them, as in `npm run screens -- -g machine`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { requireNode } from './node.mjs';

requireNode();
const [which = 'pictures', ...more] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
await buildIfStale();
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
    'test',
    ...(which === 'pictures' ? ['--workers=1'] : []),
    ...more,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, THREADLAB_PICTURES: which },
  },
);
process.exitCode = status ?? 1;
