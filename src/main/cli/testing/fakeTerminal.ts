/** A terminal that remembers what was written to it. */
import type { Terminal } from '../terminal.ts';

export interface FakeTerminal extends Terminal {
  outText(): string;
  errText(): string;
}

export function fakeTerminal(changes: Partial<Terminal> = {}): FakeTerminal {
  const written: { out: string[]; err: string[] } = { out: [], err: [] };
  return {
    out: (text) => written.out.push(text),
    err: (text) => written.err.push(text),
    progress: () => {},
    columns: null,
    interactive: false,
    environment: {},
    stop: new AbortController().signal,
    ...changes,
    outText: () => written.out.join('\n'),
    errText: () => written.err.join('\n'),
  };
}
