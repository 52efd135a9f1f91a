/** The states of a thread or process: colour first, hatch or shape second, and always a word beside it. */
export type MarkKind = 'run' | 'cpu' | 'lock' | 'disk' | 'stop' | 'sleep' | 'ended';

/** A 10 px glyph: full circle running, hollow circle asleep, hatched squares for the waits, a cross for ended. */
export function StateGlyph({ kind }: { kind: MarkKind }) {
  return <i className={`state-glyph state-glyph-${kind}`} aria-hidden="true" />;
}

/** A swatch with its word, for legends. */
export function StateKey({ kind, children }: { kind: MarkKind; children: string }) {
  return (
    <span className="key">
      <i className={`swatch fill-${kind}`} />
      {children}
    </span>
  );
}
