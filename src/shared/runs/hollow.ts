/** Why a mark is drawn hollow, and the words for it. */
import type { Point } from './record.ts';

/** Too disturbed to conclude from, or measured with more threads than CPUs. */
export type Hollow = 'noisy' | 'oversubscribed';

/** Of a point that is both: noisy. null where its marks are filled. */
export function hollowOf({ noisy, oversubscribed }: Pick<Point, 'noisy' | 'oversubscribed'>): Hollow | null {
  return noisy ? 'noisy' : oversubscribed ? 'oversubscribed' : null;
}

/** As it stands behind a value: "noisy", "threads > CPUs". */
export const hollowWords: Readonly<Record<Hollow, string>> = {
  noisy: 'noisy',
  oversubscribed: 'threads > CPUs',
};

/** What hollow means among these marks: "noisy, or threads > CPUs". Empty where all are filled. */
export function hollowMeaning(marks: readonly { hollow: Hollow | null }[]): string {
  const found = (['noisy', 'oversubscribed'] as const).filter((reason) =>
    marks.some(({ hollow }) => hollow === reason),
  );
  return found.map((reason) => hollowWords[reason]).join(', or ');
}
