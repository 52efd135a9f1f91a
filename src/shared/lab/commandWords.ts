/**
 * A program and its arguments as one line of text, split as a shell splits words (POSIX.1-2024, Shell Command Language, 2.2
 * Quoting), and back. Nothing else of a shell is in it: no variables, patterns, pipes or redirections, which stay as they are.
 */
import { ThreadlabError } from '../errors.ts';

/** Between double quotes a backslash escapes these alone. */
const escapedInQuotes = '$`"\\\n';

/** Throws `badInput` in words when a quote is not closed or a backslash has nothing after it. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    const next = text.charAt(i + 1);
    if (quote === "'") {
      if (character === "'") quote = null;
      else word = (word ?? '') + character;
    } else if (character === '\\' && (quote === null || (next !== '' && escapedInQuotes.includes(next)))) {
      if (next === '') throw refusal('It ends in a backslash, which quotes what follows.');
      if (next !== '\n') word = (word ?? '') + next; // a line that goes on
      i += 1;
    } else if (quote === '"') {
      if (character === '"') quote = null;
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/[ \t\n]/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  if (quote !== null) throw refusal(`A quote is not closed: ${quote}.`);
  return word === null ? words : [...words, word];
}

/** The line that `splitWords` splits into these words. */
export function quoteWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}

function refusal(message: string): ThreadlabError {
  return new ThreadlabError('badInput', message);
}
