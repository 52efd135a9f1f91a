/**
 * `npm run bench`: builds what is stale, then measures (bench/bench.ts). Words after `--` choose parts: `npm run bench -- sampler
 * --json out.json`. `--quick` shows in a minute or two that everything works.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { requireNode } from './node.mjs';

requireNode();
const root = fileURLToPath(new URL('..', import.meta.url));
await buildIfStale();
// Node 22 strips types only when it is asked to.
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-strip-types',
    '--disable-warning=ExperimentalWarning',
    join(root, 'bench', 'bench.ts'),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
