/** Whether the machine is quiet enough to conclude, with the readings, and what disturbed the repeats so far. */
import { Verdict } from '../controls/Verdict.tsx';
import { readingFacts } from '../result/gateFacts.ts';
import { countWords } from '../result/series.ts';
import type { KnownRun } from './knownRun.ts';
import { gateSoFar, gateState } from './liveRows.ts';

const readingsShown = 5;

const verdicts = {
  passed: { tone: 'good', words: 'Gate passed' },
  disturbed: { tone: 'warn', words: 'Gate not passed' },
  oversubscribed: { tone: 'none', words: 'More threads than CPUs, else quiet' },
} as const;

export function GateLine({ run }: { run: KnownRun }) {
  const { newest, noisy, reasons, oversubscribed } = gateSoFar(run);
  const verdict = newest === null ? null : verdicts[gateState(newest)];
  return (
    <div className="gate-line">
      {verdict === null ? (
        <span className="text-3">The gate is read with the first repeat.</span>
      ) : (
        <Verdict tone={verdict.tone}>{verdict.words}</Verdict>
      )}
      {newest !== null &&
        readingFacts(newest)
          .slice(0, readingsShown)
          .map(({ words, value }) => (
            <span key={words} className="text-3 gate-reading">
              <b>{value}</b> {words}
            </span>
          ))}
      <span className="spring" />
      {noisy > 0 && (
        <>
          <Verdict tone="warn">{countWords(noisy, 'repeats')} noisy</Verdict>
          <span className="text-2 cut">{reasons.join('; ')}</span>
        </>
      )}
      {oversubscribed > 0 && <span className="text-3">{countWords(oversubscribed, 'repeats')} oversubscribed</span>}
    </div>
  );
}
