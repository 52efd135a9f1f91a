/** The page of an ended run: its result in the place of the live charts, or how it failed. */
import { useEffect, useRef, useState } from 'react';
import { ThreadlabError } from '../../shared/errors.ts';
import type { RunState } from '../../shared/lab/contract.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { formatMoment } from '../../shared/units/clockTime.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { goTo } from '../frame/navigation.ts';
import { StatusLine } from '../frame/StatusLine.tsx';
import { ExportMenu } from '../result/ExportMenu.tsx';
import { FailedRun } from '../result/FailedRun.tsx';
import { RunResult } from '../result/RunResult.tsx';
import { useNow } from '../result/useNow.ts';
import { useRoomKeys } from '../result/useRoomKeys.ts';
import { ExperimentHead } from './ExperimentHead.tsx';
import type { KnownRun } from './knownRun.ts';
import { exportRun, loadRecord, startRun } from './labActions.ts';
import { openExperiment, useLab } from './labStore.ts';
import { OtherRunLine } from './OtherRunLine.tsx';
import { WaitingRuns } from './WaitingRuns.tsx';

export interface EndedRunProps {
  run: KnownRun;
  outcome: NonNullable<RunState['outcome']>;
  experiment: Experiment;
  /** Back to the form with this run's request. */
  onChange: () => void;
}

export function EndedRun({ run, outcome, experiment, onChange }: EndedRunProps) {
  const record = useLab((state) => state.records[run.id]);
  const [lost, setLost] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [openKept, setOpenKept] = useState(false);
  const now = useNow();
  const exports = useRef<HTMLDivElement>(null);
  const { id } = run;
  const { kept } = outcome;
  useEffect(() => {
    if (!kept || record !== undefined) return;
    loadRecord(id).catch((error: unknown) => setLost(error instanceof ThreadlabError ? error.message : String(error)));
  }, [id, kept, record]);

  const again = async () => setRefused(await startRun({ ...run.request, seed: undefined }));
  useRoomKeys({
    r: () => void again(),
    e: () => exports.current?.querySelector('button')?.click(),
    Escape: () => openExperiment(null),
  });

  return (
    <>
      <ExperimentHead experiment={experiment} remark={remarkOf(run, outcome, record, now)}>
        <Button onClick={onChange}>Change</Button>
        <Button icon="again" keyHint="R" onClick={() => void again()}>
          Run again
        </Button>
        {kept && (
          <ExportMenu ref={exports} record={record ?? null} primary onExport={(choice) => void exportRun(id, choice)} />
        )}
      </ExperimentHead>
      {refused !== null && (
        <p className="lab-refusal" role="alert">
          {refused}
        </p>
      )}
      <OtherRunLine />
      <WaitingRuns />
      {record !== undefined && outcome.status === 'failed' && (
        <FailedRun record={record} onChange={onChange} {...(openKept ? {} : { onOpenKept: () => setOpenKept(true) })} />
      )}
      {record !== undefined && (outcome.status !== 'failed' || openKept) && <RunResult record={record} />}
      {record === undefined && <NoRecord kept={kept} message={lost ?? outcome.message} onChange={onChange} />}
      <StatusLine
        left={
          <>
            <span>{kept ? 'Kept in Runs' : 'Nothing was kept'}</span>
            <span className="mono">{id}</span>
          </>
        }
        right={
          <>
            {kept && (
              <button type="button" className="link" onClick={() => goTo({ room: 'runs', run: id })}>
                Open in Runs
              </button>
            )}
            <span>
              <kbd>E</kbd> export
            </span>
            <span>
              <kbd>R</kbd> run again
            </span>
          </>
        }
      />
    </>
  );
}

function NoRecord({ kept, message, onChange }: { kept: boolean; message: string | null; onChange: () => void }) {
  if (kept && message === null) return <div className="lab-waiting text-3">Reading the record</div>;
  return (
    <EmptyState
      icon="warning"
      title="The run left no record"
      actions={<Button onClick={onChange}>Back to the form</Button>}
    >
      {message ?? 'It ended before anything was measured.'}
    </EmptyState>
  );
}

/** "today 14:33, wasm, completed in 57 s". */
function remarkOf(run: KnownRun, outcome: EndedRunProps['outcome'], record: RunRecord | undefined, now: Date): string {
  const verb = { completed: 'completed in', cancelled: 'cancelled after', failed: 'failed after' }[outcome.status];
  const engines = (run.request.parameters['engine'] ?? []).join(', ');
  const elapsed = formatSeconds(Math.round(record?.elapsed ?? run.elapsed));
  return [formatMoment(new Date(run.startedAt), now), engines, `${verb} ${elapsed}`]
    .filter((part) => part !== '')
    .join(', ');
}
