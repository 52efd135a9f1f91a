/** Random numbers that a seed repeats exactly, on every machine: for shuffles and bootstraps that a record can name. */

/**
 * Numbers from 0 up to 1, from a 32-bit seed: the generator sfc32 (C. Doty-Humphrey, PractRand), which passes PractRand
 * and BigCrush, its state filled from the seed by 12 discarded rounds as its author does.
 */
export function seededRandom(seed: number): () => number {
  let a = 0;
  let b = seed >>> 0;
  let c = 0x9e3779b9 | 0; // golden ratio: a seed of 0 must not start with an empty state
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

/** A copy in random order (Fisher-Yates): every order equally likely. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
}
