/** A part or a peer that cannot be measured here, with the reason as a sentence. */
export class Unavailable extends Error {}

export function unavailable(reason: string): Unavailable {
  return new Unavailable(reason);
}
