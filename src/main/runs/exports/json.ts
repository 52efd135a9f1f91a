/** The record itself, without the names of people. */
import type { RunRecord } from '../../../shared/runs/record.ts';

/** A home folder at the start of a path: it ends in somebody's user name. */
const home = /(?:\/(?:home|Users)\/|[A-Za-z]:\\Users\\)[^/\\\s"':]+/gu;

/** As it is kept on disk, except that home folders in paths (of interpreters, in error messages) become "~". */
export function jsonOf(record: RunRecord): string {
  const withoutNames = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? value.replace(home, '~') : value;
  return `${JSON.stringify(record, withoutNames, 1)}\n`;
}
