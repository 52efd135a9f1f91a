/** What a round trip took with the smallest and the largest working set, and how many switches a second it made. */
import { amountWords } from './amountWords.ts';
import { endsOf, judgedAt, level, type Sentence, type Told } from './sentence.ts';

export function contextSwitchWords(told: Told): Sentence[] {
  const { x } = told.axes;
  const ends = endsOf(x);
  return [
    ...ends.flatMap((at, i) =>
      amountWords(`At ${level(x, at)} ${i === 0 ? 'a round trip' : 'one'} took `, judgedAt(told, at), {
        metric: 'roundTrip',
        unit: 'seconds',
      }),
    ),
    ...ends.slice(0, 1).flatMap((at) =>
      amountWords(`At ${level(x, at)} there were `, judgedAt(told, at), {
        metric: 'switchesPerSecond',
        unit: 'perSecond',
        what: ' switches',
      }),
    ),
  ];
}
