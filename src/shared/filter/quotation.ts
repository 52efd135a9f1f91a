/** Quotation marks hold together what has spaces or would be read as something else. Inside, \" is a mark and \\ a backslash. */

export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** The text between the marks; a backslash before anything else stands for itself, as patterns want it. */
export function unquoted(inside: string): string {
  return inside.replace(/\\(["\\])/g, '$1');
}

/** A value behind an operator, in quotation marks where it would be read as something else. */
export function quotedIfNeeded(value: string): string {
  return /^["=<>~!≠≤≥]|\s|^$/.test(value) ? quoted(value) : value;
}
