/**
 * The smallest and the largest of however many values; Infinity and -Infinity of none. Handed to Math.max one by one, more than
 * some 120,000 are a RangeError, and a long run's series or a matrix of many CPUs has more.
 */
export function extent(values: Iterable<number>): { least: number; most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { least, most };
}
