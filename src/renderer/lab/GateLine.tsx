/** Whether the machine is quiet enough to conclude, with the readings, and what disturbed the repeats so far. */
import { Verdict } from '../controls/Verdict.tsx';
import { readingFacts } from '../result/gateFacts.ts';
import { countWords } from '../result/series.ts';
import type { KnownRun } from './knownRun.ts';
import { gateSoFar } from './liveRows.ts';

const readingsShown = 5;

export function GateLine({ run }: { run: KnownRun }) {
  const { newest, noisy, reasons } = gateSoFar(run);
  return (
    <div className="gate-line">
      {newest === null ? (
        <span className="text-3">The gate is read with the first repeat.</span>
      ) : (
        <Verdict tone={newest.passed ? 'good' : 'warn'}>{newest.passed ? 'Gate passed' : 'Gate not passed'}</Verdict>
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
    </div>
  );
}
