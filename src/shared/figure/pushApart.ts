/** Labels at the ends of lines, moved just so far that none covers another. */

/**
 * Positions at least `gap` apart, within `low` to `high`, in the order of the wanted ones and as near to them as that allows
 * (neighbours that collide move as one group around their mean). More labels than fit share the room evenly.
 */
export function pushApart(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const room = Math.max(0, high - low);
  const step = wanted.length > 1 ? Math.min(gap, room / (wanted.length - 1)) : gap;
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  interface Group {
    members: number[];
    /** Where the first member would stand best, were there no edges. */
    start: number;
  }
  const groups: Group[] = [];
  const startOf = (members: readonly number[]): number => {
    const mean = members.reduce((sum, member, place) => sum + (wanted[member] ?? 0) - place * step, 0) / members.length;
    return Math.min(Math.max(mean, low), high - (members.length - 1) * step);
  };
  for (const member of order) {
    let group: Group = { members: [member], start: startOf([member]) };
    for (let before = groups.at(-1); before !== undefined; before = groups.at(-1)) {
      if (before.start + before.members.length * step <= group.start + 1e-9) break;
      groups.pop();
      const members = [...before.members, ...group.members];
      group = { members, start: startOf(members) };
    }
    groups.push(group);
  }
  const placed = wanted.map(() => NaN);
  for (const { members, start } of groups) members.forEach((member, place) => (placed[member] = start + place * step));
  return placed;
}
