/** On a busy machine threads may by chance not meet, or have no turn in a short time: then they are given another chance. */

/** The first outcome that is wanted, or the last of `most`. Attempts are counted from 1. */
export async function until<Outcome>(
  most: number,
  wanted: (outcome: Outcome) => boolean,
  measure: (attempt: number) => Promise<Outcome>,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await measure(attempt);
    if (wanted(outcome) || attempt === most) return outcome;
  }
}
