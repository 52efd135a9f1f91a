/** A program that an engine started has ended before its time: how, and the last lines it wrote. */
import { ThreadlabError } from '../../../shared/errors.ts';
import type { ProgramEnd } from './protocol.ts';

export class ProgramFailure extends ThreadlabError {
  readonly end: ProgramEnd;

  constructor(program: string, end: ProgramEnd) {
    super('runFailed', words(program, end));
    this.end = end;
  }
}

function words(program: string, { exitStatus, signal, lastLines }: ProgramEnd): string {
  const last = lastLines.at(-1);
  const how =
    signal !== null
      ? `was ended by ${signal}`
      : exitStatus !== null
        ? `ended with status ${exitStatus} before the run was done`
        : 'could not be started';
  return `${program} ${how}${last === undefined ? '.' : `: ${last.replace(/\.?$/, '.')}`}`;
}
