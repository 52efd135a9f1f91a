/**
 * Captured machines (folders of /proc and /sys with what lscpu or hwloc says of them), which stand beside the project where
 * somebody works on it and nowhere else: tests that read them say that they skip.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../../../shared/machines');

export interface Capture {
  name: string;
  archive: string;
  /** The listing of the established tool. */
  expected: string;
}

/** The captures that `tool` listed; empty where the folder is not there. */
export function capturesOf(tool: 'lscpu' | 'hwloc'): Capture[] {
  const own = join(folder, tool);
  if (!existsSync(own)) return [];
  const files = readdirSync(own).toSorted();
  return files
    .filter((file) => file.includes('.tar.'))
    .map((archive) => {
      const name = archive.replace(/\.tar\..*$/, '');
      const expected = files.find((file) => file.startsWith(`${name}.expected.`));
      if (expected === undefined) throw new Error(`${archive} has no expected listing beside it.`);
      return { name, archive: join(own, archive), expected: join(own, expected) };
    });
}

/** Why captures cannot be read here; null where they can. */
export function whyNoCaptures(tool: 'lscpu' | 'hwloc'): string | null {
  if (!existsSync(join(folder, tool))) return `there are no captured machines in ${folder}`;
  const needed = tool === 'hwloc' ? ['tar', 'bzip2'] : ['tar', 'gzip'];
  const missing = needed.filter(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );
  return missing.length === 0 ? null : `${missing.join(' and ')} is not installed, which unpacks captured machines`;
}

/** Unpacks a capture into a temporary folder, hands it over, and removes it again. */
export async function withCapture<Result>(capture: Capture, read: (root: string) => Promise<Result>): Promise<Result> {
  const root = mkdtempSync(join(tmpdir(), `threadlab-${basename(capture.name)}-`));
  try {
    execFileSync('tar', ['-xf', capture.archive, '-C', root]);
    return await read(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
