/** Runs the built command as a child, as a script would. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const cliFile = resolve(import.meta.dirname, '..', '..', '..', '..', 'out', 'main', 'cli.js');

/** Why tests of the built command cannot run; null when they can. */
export const notBuilt = existsSync(cliFile) ? null : 'out/main/cli.js is not built ("npm run build")';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface Options {
  data: string;
  /** Called with what was written to standard error so far. */
  onErr?: (said: string, interrupt: () => void) => void;
}

export function threadlab(args: readonly string[], { data, onErr }: Options): Promise<Ended> {
  const child = spawn(process.execPath, [cliFile, ...args], {
    env: { ...process.env, THREADLAB_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
    onErr?.(said.err, () => child.kill('SIGINT'));
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code, ...said }));
  });
}
