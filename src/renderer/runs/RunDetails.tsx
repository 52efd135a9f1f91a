/** The selected run beside the list: what it is called, what can be done with it, and its result. */
import { useEffect, useState } from 'react';
import { ThreadlabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/runs/contract.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { formatMoment } from '../../shared/units/clockTime.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { backend } from '../connection/backend.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { goTo } from '../frame/navigation.ts';
import { ExportMenu } from '../result/ExportMenu.tsx';
import { FailedRun } from '../result/FailedRun.tsx';
import { RunResult } from '../result/RunResult.tsx';
import { useNow } from '../result/useNow.ts';
import { nameOf } from './runRows.ts';
import { deleteRun, exportRun, runAgain } from './runsStore.ts';

export function RunDetails({ run }: { run: RunSummary }) {
  if (!run.readable) {
    return (
      <section className="run-details" aria-label={run.fileName} data-pane tabIndex={-1}>
        <EmptyState icon="document" title={`${run.fileName} cannot be read as a run`}>
          {run.reason} The file is left as it is, and nothing else is touched by it.
        </EmptyState>
      </section>
    );
  }
  return <ReadableDetails run={run} />;
}

function ReadableDetails({ run }: { run: Extract<RunSummary, { readable: true }> }) {
  const [record, setRecord] = useState<RunRecord | null>(null);
  const [error, setError] = useState<ThreadlabError | null>(null);
  const { id } = run;
  useEffect(() => {
    const gone = new AbortController();
    backend.call('runs.get', { id }, { signal: gone.signal }).then(setRecord, (reason: unknown) => {
      if (!(reason instanceof ThreadlabError)) throw reason;
      if (reason.code !== 'cancelled') setError(reason);
    });
    return () => gone.abort();
  }, [id]);
  const moment = formatMoment(new Date(run.startedAt), useNow());
  return (
    <section className="run-details" aria-label={nameOf(run, moment)}>
      <header className="run-details-head">
        <h2 className="cut">{run.title ?? run.experiment}</h2>
        <span className="text-3 small cut">
          {moment}, {run.engines.join(', ')}, {formatSeconds(Math.round(run.elapsed))}
        </span>
        <span className="spring" />
        <Button
          small
          icon="again"
          onClick={() => void runAgain(id).then((begun) => begun && goTo({ room: 'lab', experiment: run.experiment }))}
        >
          Run again
        </Button>
        <Button
          small
          icon="bin"
          aria-label="Delete"
          data-tip="Delete, with undo"
          onClick={() => void deleteRun(id, nameOf(run, moment))}
        />
        <ExportMenu record={record} primary onExport={(choice) => void exportRun(id, choice)} />
      </header>
      {error !== null && (
        <EmptyState icon="warning" title="This run cannot be opened">
          {error.message}
        </EmptyState>
      )}
      {record === null && error === null && <div className="runs-waiting text-3">Reading the record</div>}
      {record !== null && record.status === 'failed' && <FailedRun record={record} />}
      {record !== null && <RunResult record={record} />}
    </section>
  );
}
