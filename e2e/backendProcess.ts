/** Starts `threadlab serve` as a person would, and reads the link that it prints. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const cli = resolve(import.meta.dirname, '..', 'out', 'main', 'cli.js');

/** ms until the link must be printed: seconds on an idle machine, many on a loaded one. */
const startLimit = 30_000;

export interface BackendProcess {
  /** With its single-use ticket. */
  link: string;
  port: number;
  child: ChildProcess;
  /** Ends it as Ctrl+C would, and waits. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Throws with what it said where it ends, or prints no link in time. */
export async function startBackend(
  dataFolder: string,
  options: readonly string[] = ['--port', '0'],
): Promise<BackendProcess> {
  const child = spawn(process.execPath, [cli, 'serve', '--no-open', ...options], {
    env: { ...process.env, THREADLAB_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const link = await new Promise<string>((done, failed) => {
    const give = setTimeout(
      () => failed(new Error(`serve printed no link within ${startLimit / 1000} s:\n${said}`)),
      startLimit,
    );
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /https?:\/\/\S+#\S+(?=\s)/.exec(said);
      if (!found) return;
      clearTimeout(give);
      done(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`serve ended with status ${code}:\n${said}`)));
  });
  return {
    link,
    port: Number(new URL(link).port),
    child,
    async stop(signal = 'SIGINT') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}
