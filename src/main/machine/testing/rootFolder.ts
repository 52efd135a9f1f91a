/** Small folders shaped like /proc and /sys, for readers that take their root. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Path -> text of the file, or `{ link }` for a symbolic link. Removed when the test ends. */
export type FolderContent = Record<string, string | { link: string }>;

/** Makes the folder in the temporary directory and returns its path. */
export function makeRootFolder(content: FolderContent): string {
  const root = mkdtempSync(join(tmpdir(), 'threadlab-root-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(content)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof text === 'string') writeFileSync(file, text);
    else symlinkSync(text.link, file);
  }
  return root;
}

/** Files of one CPU below /sys/devices/system/cpu. */
export function cpuFiles(cpu: number, files: FolderContent): FolderContent {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`sys/devices/system/cpu/cpu${cpu}/${path}`, text]),
  );
}
