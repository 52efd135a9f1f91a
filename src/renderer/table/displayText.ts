/** Text that another process chose, made safe to look at and short enough for a row. */
import { escapeInvisible } from '../../shared/text/hostileText.ts';

/** More is never seen in a row, and a command line may have 640 KB. */
const LONGEST = 400;

/** Unseen characters as escapes, cut with "…". */
export function displayText(text: string): string {
  return escapeInvisible(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
