/** Planted scatter for the tests of fits: factors around 1 whose logarithms are normal, from a seed. */
import { seededRandom } from '../random.ts';

/** `deviation` is the standard deviation of the logarithm: 0.03 for about 3%. (G. Box, M. Muller, 1958.) */
export function noise(seed: number, deviation: number): () => number {
  const random = seededRandom(seed);
  return () => Math.exp(deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}
