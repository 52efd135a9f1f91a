/** The hot path's number reader: most files of /proc are decimal integers between spaces. */

/**
 * Reads integers separated by spaces, tabs or newlines from `bytes[start, end)` into `into`, at most as many as fit, and returns how many.
 * It stops at the first byte that is none of this. Integers above 2^53 lose their last digits, as in any JavaScript number.
 */
export function parseNumbers(bytes: Uint8Array, start: number, end: number, into: Float64Array): number {
  let at = start;
  let count = 0;
  while (count < into.length) {
    let byte = at < end ? bytes[at] : undefined;
    while (byte === 0x20 || byte === 0x09 || byte === 0x0a) byte = ++at < end ? bytes[at] : undefined;
    const negative = byte === 0x2d;
    if (negative) byte = ++at < end ? bytes[at] : undefined;
    const first = at;
    let value = 0;
    while (byte !== undefined && byte >= 0x30 && byte <= 0x39) {
      value = value * 10 + (byte - 0x30);
      byte = ++at < end ? bytes[at] : undefined;
    }
    if (at === first) break;
    if (byte !== undefined && byte !== 0x20 && byte !== 0x09 && byte !== 0x0a) break;
    into[count++] = negative && value !== 0 ? -value : value;
  }
  return count;
}
