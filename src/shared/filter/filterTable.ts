/** What a filter may ask about: fields with their units, the short names people type, and where plain words are sought. */
import type { Unit } from '../units/quantity.ts';

export interface FilterField {
  unit: Unit;
  help: string;
}

export interface FilterTable<Name extends string> {
  names: readonly Name[];
  fields: Readonly<Record<Name, FilterField>>;
  /** A word without a field is sought in these: texts anywhere, numbers from their first digit. */
  searched: readonly Name[];
  /** What may stand for a field in a filter: the short names first, then its own. */
  spellings: ReadonlyMap<Name, readonly string[]>;
  /** The field of a name as it was typed, in any case. */
  named: (typed: string) => Name | undefined;
}

/** `aliases`: short name -> field, the best one of a field first: suggestions offer that one. */
export function filterTable<Name extends string>(of: {
  names: readonly Name[];
  fields: Readonly<Record<Name, FilterField>>;
  searched: readonly Name[];
  aliases?: Readonly<Record<string, Name>>;
}): FilterTable<Name> {
  const { names, fields, searched, aliases = {} } = of;
  const spellings = new Map<Name, string[]>(names.map((name) => [name, []]));
  const byName = new Map<string, Name>();
  for (const [alias, name] of [...Object.entries(aliases), ...names.map((name) => [name, name] as const)]) {
    spellings.get(name)?.push(alias);
    byName.set(alias.toLowerCase(), name);
  }
  return { names, fields, searched, spellings, named: (typed) => byName.get(typed.toLowerCase()) };
}

export function holdsText({ unit }: FilterField): boolean {
  return unit === 'text' || unit === 'choice';
}
