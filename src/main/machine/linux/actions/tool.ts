/** Runs a tool of util-linux for what Node has no call for, and sorts its answers. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Seconds } from '../../../../shared/units/quantity.ts';

const run = promisify(execFile);

const patience: Seconds = 10;

export type ToolAnswer =
  { kind: 'done'; output: string } | { kind: 'missing' | 'denied' | 'gone' | 'refused'; words: string };

/** Arguments are passed as they are, without a shell. `refused` is any other failure, in the tool's own words. */
export async function runTool(tool: string, args: readonly string[]): Promise<ToolAnswer> {
  try {
    const env = { ...process.env, LC_ALL: 'C' }; // its words are read below
    const { stdout } = await run(tool, [...args], { env, timeout: patience * 1e3 });
    return { kind: 'done', output: stdout };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ENOENT') {
      const words = `There is no ${tool} here. Install util-linux, which it is part of.`;
      return { kind: 'missing', words };
    }
    const words = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : error.message;
    if (/Operation not permitted|Permission denied/.test(words)) return { kind: 'denied', words };
    if (/No such process|No such file or directory/.test(words)) return { kind: 'gone', words };
    return { kind: 'refused', words };
  }
}
