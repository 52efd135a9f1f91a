/** Names of users from /etc/passwd, read again when the file has changed. */
import { readFileSync, statSync } from 'node:fs';
import { parsePasswd } from '../machine/linux/procfs/passwd.ts';
import { absenceOf } from './descriptors.ts';

export class Users {
  readonly #file: string;
  #version: string | null = null;
  #names: ReadonlyMap<number, string> = new Map();

  constructor(file: string) {
    this.#file = file;
  }

  /** Looks whether the file has changed; without one, users are shown by their number. */
  refresh(): void {
    try {
      const { ino, size, mtimeMs } = statSync(this.#file);
      const version = `${ino} ${size} ${mtimeMs}`;
      if (version === this.#version) return;
      this.#names = parsePasswd(readFileSync(this.#file, 'utf8'));
      this.#version = version;
    } catch (error) {
      absenceOf(error);
      this.#names = new Map();
      this.#version = null;
    }
  }

  /** The name, or the number as text: accounts of a container or of a directory service are not in the file. */
  name(uid: number): string {
    return this.#names.get(uid) ?? String(uid);
  }
}
