/** The version that package.json states, found above the file that runs: in a checkout, in a build and in an installed app. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const packageSchema = z.object({ name: z.string(), version: z.string() });

export function threadlabVersion(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const found = readPackage(join(at, 'package.json'));
    if (found?.name === 'threadlab') return found.version;
    if (dirname(at) === at) throw new Error('Threadlab has lost its package.json: install it again.');
  }
}

function readPackage(file: string): z.output<typeof packageSchema> | undefined {
  try {
    return packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}
