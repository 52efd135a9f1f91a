/** What somebody may have meant by a name that does not exist. */

/** Letters to add, leave out, change, or exchange with their neighbour (optimal string alignment) to make one of the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, cell(last, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, cell(before, j - 2) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}

/** The names that are like `typed` or begin like it, best first: "usr" -> user, userCpu, uid. */
export function nearestNames(typed: string, names: readonly string[], most = 5): string[] {
  const wanted = typed.slice(0, 40).toLowerCase();
  const limit = wanted.length < 3 ? 1 : wanted.length < 6 ? 2 : 3;
  return (
    names
      .map((name) => {
        const known = name.toLowerCase();
        const whole = editDistance(wanted, known);
        const begins = [-1, 0, 1].map((more) =>
          editDistance(wanted, known.slice(0, Math.max(1, wanted.length + more))),
        );
        return { name, distance: Math.min(whole, ...begins.map((distance) => distance + 0.5)) };
      })
      .filter(({ distance }) => distance <= limit && distance < wanted.length)
      // Letters are left out more often than they are taken for others: "usr" is "user" rather than "uss".
      .map((near) => ({ ...near, isShortened: isShortened(wanted, near.name.toLowerCase()) }))
      .sort(
        (a, b) =>
          a.distance - b.distance || Number(b.isShortened) - Number(a.isShortened) || a.name.length - b.name.length,
      )
      .slice(0, most)
      .map(({ name }) => name)
  );
}

/** Whether `short` is `whole` with letters left out. */
function isShortened(short: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === short[at]) at += 1;
  return at === short.length;
}
