/**
 * One argument as a POSIX shell reads it back. Control characters are written as $'…' escapes (POSIX.1-2024), so that a pasted
 * line stays one line.
 */
export function shellQuoted(argument: string): string {
  if (argument !== '' && /^[\w@%+=:,./-]+$/.test(argument)) return argument;
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (!/[\u0000-\u001f\u007f]/.test(argument)) return `'${argument.replaceAll("'", `'\\''`)}'`;
  // oxlint-disable-next-line no-control-regex -- as above
  const escaped = argument.replace(/[\u0000-\u001f\u007f'\\]/g, (character) => {
    return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `$'${escaped}'`;
}
