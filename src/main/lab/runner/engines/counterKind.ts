/** The kind of a counter's loop, on every engine ("tas counter"): a lock's name alone is that of its contention. */
export function counterKind(name: string): string {
  return `${name} counter`;
}
