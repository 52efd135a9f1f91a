/** The page of a running experiment: the form locked, the run live, and the two ways out of it. */
import { useState } from 'react';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { Button } from '../controls/Button.tsx';
import { goTo } from '../frame/navigation.ts';
import { StatusLine } from '../frame/StatusLine.tsx';
import { seedWords } from '../result/environmentFacts.ts';
import { useRoomKeys } from '../result/useRoomKeys.ts';
import { useConnectionState } from '../connection/useConnectionState.ts';
import { CancelRunDialog } from './CancelRunDialog.tsx';
import { ExperimentForm } from './ExperimentForm.tsx';
import { ExperimentHead } from './ExperimentHead.tsx';
import { formOfRequest } from './formState.ts';
import type { KnownRun } from './knownRun.ts';
import { LiveRun } from './LiveRun.tsx';
import { processWords } from './progressWords.ts';
import { useEngines } from './useEngines.ts';
import { WaitingRuns } from './WaitingRuns.tsx';

export function RunningRun({ run, experiment }: { run: KnownRun; experiment: Experiment }) {
  const [asking, setAsking] = useState(false);
  const { known } = useEngines();
  const { status } = useConnectionState();
  const process = run.process;
  const toMonitor = () => {
    if (process !== null) goTo({ room: 'monitor', select: process, view: 'processes' });
  };
  useRoomKeys({ Escape: () => setAsking(true), m: toMonitor });
  return (
    <>
      <ExperimentHead experiment={experiment}>
        <Button
          icon="monitor"
          keyHint="M"
          reason={process === null ? 'The runner is not there yet.' : undefined}
          onClick={toMonitor}
        >
          See it in the Monitor
        </Button>
        <Button variant="danger" icon="stop" keyHint="Esc" onClick={() => setAsking(true)}>
          Cancel
        </Button>
      </ExperimentHead>
      {status === 'lost' && (
        <output className="lab-refusal">
          The run goes on in the backend. What is shown is what was last heard of it; it will be followed again.
        </output>
      )}
      <WaitingRuns />
      <div className="experiment-columns">
        <ExperimentForm
          experiment={experiment}
          form={formOfRequest(experiment, run.request)}
          machine={known}
          locked={{ achieved: run.achieved }}
          onChange={() => undefined}
        />
        <LiveRun run={run} experiment={experiment} />
      </div>
      {asking && <CancelRunDialog run={run} onClose={() => setAsking(false)} />}
      <StatusLine
        left={
          <>
            <span>{processWords(run) ?? 'The runner is not there yet'}</span>
            <span>Counters read 20 times a second without stopping the threads</span>
          </>
        }
        right={<span>Seed {seedWords(run.seed)}</span>}
      />
    </>
  );
}
