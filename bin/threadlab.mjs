#!/usr/bin/env node
/**
 * The command `threadlab`. From a checkout it first builds what is stale, silently; an installed app has no sources and
 * nothing to build. Plain JavaScript without imports of new syntax, so that an old Node can still say what it lacks.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const cli = fileURLToPath(new URL('../out/main/cli.js', import.meta.url));
const builder = new URL('../scripts/build.mjs', import.meta.url);

if (existsSync(fileURLToPath(builder))) {
  const { requireNode } = await import(new URL('../scripts/node.mjs', import.meta.url).href);
  requireNode();
  const { buildIfStale } = await import(builder.href);
  try {
    await buildIfStale({ silent: true });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`Threadlab needs Node 22.18 or newer, and this is ${process.versions.node}.\n`);
  process.exit(1);
}
await import(pathToFileURL(cli).href);
