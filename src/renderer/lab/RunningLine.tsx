/** On top of the catalogue: the run that is on, here or in another Threadlab, and the queue behind it. */
import { useState } from 'react';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { Button } from '../controls/Button.tsx';
import { ProgressBar } from '../controls/ProgressBar.tsx';
import { Verdict } from '../controls/Verdict.tsx';
import { readingFacts } from '../result/gateFacts.ts';
import { CancelRunDialog } from './CancelRunDialog.tsx';
import type { KnownRun } from './knownRun.ts';
import { openExperiment, useLab } from './labStore.ts';
import { gateSoFar, gateState } from './liveRows.ts';
import { OtherRunLine } from './OtherRunLine.tsx';
import { progressWords, timeWords } from './progressWords.ts';
import { WaitingRuns } from './WaitingRuns.tsx';

export function RunningLine() {
  const run = useLab(({ lab }) => (lab?.run?.outcome === null ? lab.run : null));
  return (
    <>
      {run === null ? <OtherRunLine /> : <OwnRunLine run={run} />}
      <WaitingRuns />
    </>
  );
}

function OwnRunLine({ run }: { run: KnownRun }) {
  const [asking, setAsking] = useState(false);
  const experiment = catalogue.find(({ id }) => id === run.experiment);
  const words = progressWords(run, experiment);
  const { time, what } = timeWords(run);
  const left = `${time} ${what}`;
  return (
    <section className="running-line" aria-label="The run that is on">
      <span className="running-dot" />
      <div>
        <b>{experiment?.question ?? run.experiment}</b>
        <div className="small text-3">{[words.point, words.repeat].filter((part) => part !== '').join(', ')}</div>
      </div>
      <div className="running-progress">
        <ProgressBar
          label="Repeats done"
          value={run.done / Math.max(1, run.plan.order.length)}
          words={`${words.repeat}, ${left}`}
        />
      </div>
      <span className="text-2">{left}</span>
      <Button small onClick={() => openExperiment(run.experiment)}>
        Open
      </Button>
      <Button small onClick={() => setAsking(true)}>
        Cancel
      </Button>
      <span className="spring" />
      <GateOfLast run={run} />
      {asking && <CancelRunDialog run={run} onClose={() => setAsking(false)} />}
    </section>
  );
}

const verdicts = {
  passed: { tone: 'good', words: 'quiet enough' },
  disturbed: { tone: 'warn', words: 'disturbed' },
  oversubscribed: { tone: 'none', words: 'more threads than CPUs' },
} as const;

/** How quiet the machine was in the repeat that ended last: its verdict and the two readings that others cause. */
function GateOfLast({ run }: { run: KnownRun }) {
  const { newest } = gateSoFar(run);
  if (newest === null) return null;
  const verdict = verdicts[gateState(newest)];
  return (
    <span className="running-gate text-3 small">
      Last repeat:
      <Verdict tone={verdict.tone}>{verdict.words}</Verdict>
      <span className="cut">
        {readingFacts(newest)
          .slice(0, 2)
          .map(({ words, value }) => `${words} ${value}`)
          .join(', ')}
      </span>
    </span>
  );
}
