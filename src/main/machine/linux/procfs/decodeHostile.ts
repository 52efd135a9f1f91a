/**
 * Names and command lines are whatever bytes a program put there: no UTF-8, a letter cut at byte 15, control characters.
 * Every byte sequence becomes a string, so a row never disappears because of its name; escaping is the work of who displays it.
 */

// A byte order mark is part of the name too.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes UTF-8; bytes that are none become U+FFFD. */
export function decodeHostile(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
