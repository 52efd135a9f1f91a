/**
 * A page in a file that leads a browser on to a link. The link opens the app to whoever has it, and every user of a machine can
 * read the command lines of all: so a browser is given the name of this file, which its owner alone can read.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeXml } from '../../shared/figure/svg.ts';

export interface LaunchPage {
  /** `file:///...`, without the link. */
  url: string;
  /** Removes the file and its folder; again does nothing. */
  remove: () => void;
}

/** Writes it into a new folder in `parent`, which is made where it is missing. Throws where nothing can be written there. */
export function writeLaunchPage(link: string, parent: string): LaunchPage {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'threadlab-window-')); // for its owner alone
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const file = join(folder, 'threadlab.html');
  try {
    chmodSync(folder, 0o700);
    writeFileSync(file, launchPageText(link), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    remove();
    throw error;
  }
  return { url: pathToFileURL(file).href, remove };
}

/** Goes on to the link at once, and leaves no step back to itself; without scripts it is there to be followed. */
export function launchPageText(link: string): string {
  const inScript = JSON.stringify(link).replaceAll('<', String.raw`\u003c`); // no `</script>` ends it early
  return `<!doctype html>
<meta charset="utf-8">
<title>Threadlab</title>
<script>location.replace(${inScript})</script>
<p><a href="${escapeXml(link)}">Open Threadlab</a></p>
`;
}
