/** Names are read again with every stat but seldom change: decoding is skipped while the bytes are the same. */
import { decodeHostile } from '../machine/linux/procfs/decodeHostile.ts';

const longestName = 64; // Linux writes at most 64 bytes of a kernel thread's name, 15 of any other

export class NameMemory {
  text = '';
  readonly #bytes = Buffer.alloc(longestName);
  #length = -1;

  /** Takes the name from `bytes[start, end)`; true where it differs from the last one. */
  read(bytes: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (length === this.#length && this.#equals(bytes, start)) return false;
    this.text = decodeHostile(bytes.subarray(start, end));
    this.#length = length <= longestName ? length : -1;
    if (this.#length >= 0) bytes.copy(this.#bytes, 0, start, end);
    return true;
  }

  #equals(bytes: Buffer, start: number): boolean {
    for (let at = 0; at < this.#length; at++) {
      if (this.#bytes[at] !== bytes[start + at]) return false;
    }
    return true;
  }
}
