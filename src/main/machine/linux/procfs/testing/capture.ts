/** The captured folders of /proc that the tests of the parsers read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const captures = join(import.meta.dirname, '..', '..', 'fixtures');

/** Bytes of a file of the capture 6.18-vm, such as "4100/stat". */
export function capture(file: string): Buffer {
  return readFileSync(join(captures, '6.18-vm', 'proc', file));
}
