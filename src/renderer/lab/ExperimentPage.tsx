/** One experiment: asked in the form, live while it runs, answered by its result in the same place. */
import { useState } from 'react';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { presetRequest, type PresetName } from '../../shared/lab/presets.ts';
import type { RunRequest } from '../../shared/runs/record.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { StatusLine } from '../frame/StatusLine.tsx';
import { useRoomKeys } from '../result/useRoomKeys.ts';
import { AboutExperiment } from './AboutExperiment.tsx';
import { EndedRun } from './EndedRun.tsx';
import { ExperimentHead } from './ExperimentHead.tsx';
import { ExperimentForm } from './ExperimentForm.tsx';
import { formOfRequest, type FormValues, initialForm, readForm } from './formState.ts';
import { startRun } from './labActions.ts';
import { openExperiment, putResultAway, setForm, useLab } from './labStore.ts';
import { OtherRunLine } from './OtherRunLine.tsx';
import { RunningRun } from './RunningRun.tsx';
import { type Engines, firstEngine, useEngines } from './useEngines.ts';
import { WaitingRuns } from './WaitingRuns.tsx';

export function ExperimentPage({ experiment }: { experiment: Experiment }) {
  const run = useLab((state) => state.lab?.run ?? null);
  const putAway = useLab((state) => state.putAway);
  const own = run !== null && run.experiment === experiment.id ? run : null;
  if (own !== null && own.outcome === null) return <RunningRun run={own} experiment={experiment} />;
  if (own !== null && own.outcome !== null && own.id !== putAway) {
    return (
      <EndedRun
        run={own}
        outcome={own.outcome}
        experiment={experiment}
        onChange={() => {
          setForm(experiment.id, formOfRequest(experiment, own.request));
          putResultAway(own.id);
        }}
      />
    );
  }
  return <AskedRun experiment={experiment} />;
}

function AskedRun({ experiment }: { experiment: Experiment }) {
  const { known, error } = useEngines();
  const isLabKnown = useLab((state) => state.lab !== undefined);
  const busy = useLab((state) => (state.lab?.run?.outcome === null ? state.lab.run.experiment : null));
  const kept = useLab((state) => state.forms[experiment.id]);
  const preset = useLab((state) => state.preset);
  const form = kept ?? firstForm(experiment, preset, known);
  const { request, errors } = readForm(experiment, form);
  const [refused, setRefused] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);

  const run = async (asked: RunRequest | null) => {
    if (asked === null || starting) return;
    setStarting(true);
    setRefused(null);
    setRefused(await startRun(asked));
    setStarting(false);
  };
  // Before the machine is known the form holds the catalogue's defaults, which nobody has asked for.
  const waiting = !isLabKnown || (known === undefined && error === null);
  const reason = blocked(waiting, errors);
  useRoomKeys({
    r: () => (reason === undefined ? void run(request) : undefined),
    Escape: () => openExperiment(null),
  });

  return (
    <>
      <ExperimentHead experiment={experiment}>
        {busy !== null && <span className="text-3 lab-lead">{busy} runs now; this one would wait for it.</span>}
        <Button variant="primary" icon="play" keyHint="R" reason={reason} onClick={() => void run(request)}>
          {starting ? 'Starting' : 'Run'}
        </Button>
      </ExperimentHead>
      {(refused ?? error?.message) !== undefined && (
        <p className="lab-refusal" role="alert">
          <Icon name="warning" /> {refused ?? error?.message}
        </p>
      )}
      <OtherRunLine />
      <WaitingRuns />
      <div className="experiment-columns">
        <ExperimentForm
          experiment={experiment}
          form={form}
          machine={known}
          onChange={(next) => setForm(experiment.id, next)}
        />
        <AboutExperiment experiment={experiment} />
      </div>
      <StatusLine
        left={<span>A run is a process of its own; its record is kept in Runs.</span>}
        right={
          <span>
            <kbd>R</kbd> run
          </span>
        }
      />
    </>
  );
}

/** What the preset asks for on the first engine; the catalogue's defaults until the machine is known. */
function firstForm(experiment: Experiment, preset: PresetName, known: Engines | undefined): FormValues {
  const engine = firstEngine(experiment, known);
  if (known === undefined) return initialForm(experiment, engine);
  return formOfRequest(experiment, presetRequest(experiment, preset, { cpus: known.cpus, engines: [engine] }));
}

function blocked(waiting: boolean, errors: Readonly<Record<string, string>> | null): string | undefined {
  if (waiting) return 'Waiting for the backend.';
  const [first] = Object.values(errors ?? {});
  return first;
}
