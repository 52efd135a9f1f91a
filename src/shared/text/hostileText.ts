/**
 * Names, command lines and titles come from anybody: they may hold escape sequences that move the cursor, overrides that
 * turn text around, or characters that nobody sees. Shown escaped, they are harmless and still told apart.
 */

/** Control and format characters (bidi overrides, zero-width, tags), line separators, lone surrogates, and whatever else has no shape. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\u001b': '\\e' };

/** Each such character as \n, \e, \x07, \u202e or \u{e0001}; all other text as it is. */
export function escapeInvisible(text: string): string {
  return text.replace(invisible, (character) => {
    const point = character.codePointAt(0) ?? 0xfffd;
    const hex = point.toString(16);
    if (Object.hasOwn(short, character)) return short[character] ?? character;
    if (point <= 0xff) return `\\x${hex.padStart(2, '0')}`;
    return point <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
  });
}
