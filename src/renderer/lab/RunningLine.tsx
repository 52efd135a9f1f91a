/** On top of the catalogue: the run that is on, here or in another Threadlab, and the queue behind it. */
import { useState } from 'react';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { Button } from '../controls/Button.tsx';
import { ProgressBar } from '../controls/ProgressBar.tsx';
import { CancelRunDialog } from './CancelRunDialog.tsx';
import type { KnownRun } from './knownRun.ts';
import { openExperiment, useLab } from './labStore.ts';
import { OtherRunLine } from './OtherRunLine.tsx';
import { progressWords } from './progressWords.ts';
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
  const left = `${formatSeconds(Math.round(run.remaining))} left`;
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
      {asking && <CancelRunDialog run={run} onClose={() => setAsking(false)} />}
    </section>
  );
}
