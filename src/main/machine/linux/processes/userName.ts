/** The name of one user, asked rarely. */
import { readFileSync } from 'node:fs';
import { parsePasswd } from '../procfs/passwd.ts';
import { isAbsence } from '../sysfs/readText.ts';

/** The name, or the number as text: accounts of a container or of a directory service are not in /etc/passwd. */
export function userName(uid: number): string {
  try {
    return parsePasswd(readFileSync('/etc/passwd', 'utf8')).get(uid) ?? String(uid);
  } catch (error) {
    if (isAbsence(error)) return String(uid);
    throw error;
  }
}
