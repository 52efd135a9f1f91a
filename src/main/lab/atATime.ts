/** A few things at a time, each begun when one before it has ended. */

/**
 * Acts on every item, `most` at a time, in their order. Rejects with what failed first, once those that were begun by then have
 * ended; no other is begun.
 */
export async function atATime<Item>(
  most: number,
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const failures: unknown[] = [];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      await act(item).catch((error: unknown) => {
        left.length = 0;
        failures.push(error);
      });
    }
  };
  await Promise.all(Array.from({ length: most }, lane));
  if (failures.length > 0) throw failures[0];
}
