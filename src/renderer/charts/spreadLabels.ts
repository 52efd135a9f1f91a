/**
 * Labels at the ends of lines, pushed apart until they can be read: each keeps at least `gap` to the next, stays between
 * `top` and `bottom`, keeps the order of its line's end and moves as little as that allows.
 */
export function spreadLabels(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).toSorted((a, b) => a.y - b.y || a.index - b.index);
  const blocks: { sum: number; count: number }[] = [];
  const centre = (block: { sum: number; count: number }) => {
    const half = ((block.count - 1) * gap) / 2;
    const highest = Math.max(bottom - half, top + half);
    return Math.min(Math.max(block.sum / block.count, top + half), highest);
  };
  for (const { y } of order) {
    blocks.push({ sum: y, count: 1 });
    for (;;) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (last === undefined || before === undefined) break;
      const needed = ((last.count - 1) * gap) / 2 + ((before.count - 1) * gap) / 2 + gap;
      if (centre(last) - centre(before) >= needed) break;
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  }
  const placed = blocks.flatMap((block) =>
    Array.from({ length: block.count }, (_, index) => centre(block) + (index - (block.count - 1) / 2) * gap),
  );
  const result = wanted.slice();
  order.forEach(({ index }, place) => {
    const y = placed[place];
    if (y !== undefined) result[index] = y;
  });
  return result;
}
