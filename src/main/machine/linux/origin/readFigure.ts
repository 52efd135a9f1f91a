/** One raw figure out of a file of /proc, as its digits stand there. */
import { readdirSync, readFileSync } from 'node:fs';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { RawFigure } from '../../../../shared/monitor/origins.ts';
import { readPatiently } from '../details/patientRead.ts';
import { badFormat } from '../procfs/badFormat.ts';
import { decodeHostile } from '../procfs/decodeHostile.ts';

/** Longer than any smaps_rollup. */
const longestRollup = 16 * 1024;

/** Where the figure stands. `folder`: of the process or the thread, without a slash at its end. */
export function pathOf(figure: RawFigure, folder: string): string {
  return figure.file.startsWith('/') ? `/proc${figure.file}` : `${folder}/${figure.file}`;
}

/** Throws `notAvailable` where its line is not there, `badFormat` where it holds no number, else what the system call throws. */
export async function readFigure(figure: RawFigure, path: string): Promise<string> {
  if (figure.at === 'entries') return String(readdirSync(path).length);
  const bytes = figure.file === 'smaps_rollup' ? await readPatiently(path, longestRollup) : readFileSync(path);
  return pickFigure(figure, decodeHostile(bytes));
}

/** The digits of a figure in the text of its file. Throws as `readFigure` does. */
export function pickFigure(figure: RawFigure, text: string): string {
  const words = wordsOf(figure, text);
  const place = typeof figure.at === 'number' ? figure.at : (figure.nth ?? 1);
  const digits = words[place - 1];
  if (digits === undefined || !/^-?\d+(\.\d+)?$/u.test(digits)) {
    throw badFormat(`/proc/<pid>/${figure.file}`, `no number at ${figure.at}`, text);
  }
  return digits;
}

function wordsOf({ file, at }: RawFigure, text: string): string[] {
  if (typeof at === 'string') {
    const line = text.split('\n').find((one) => one.startsWith(`${at}:`));
    if (line === undefined) throw new ThreadlabError('notAvailable', `Its ${file} has no line ${at}.`);
    return line
      .slice(at.length + 1)
      .split(/\s+/u)
      .filter(Boolean);
  }
  if (file !== 'stat') return text.split(/\s+/u);
  // A name may hold spaces, parentheses and newlines: fields count from the last ")".
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')];
  return [text.slice(0, open).trim(), '', ...text.slice(close + 2).split(/\s+/u)];
}
