/** Parses /etc/passwd (passwd(5)) for the names of users. */

/** uid -> name; of two names the first counts, as in getpwuid(3). Lines that are no account are left out. */
export function parsePasswd(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [name, , uid] = line.split(':');
    if (!name || uid === undefined || !/^\d+$/.test(uid)) continue;
    if (!names.has(Number(uid))) names.set(Number(uid), name);
  }
  return names;
}
