/** Every question the Lab can ask, one line each: which engines can answer it, and when it was last asked with what outcome. */
import { type KeyboardEvent, useState } from 'react';
import type { ThreadlabError } from '../../shared/errors.ts';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { chosenEngines, type Experiment } from '../../shared/lab/experiment.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { useSubscription } from '../connection/useSubscription.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { TextField } from '../controls/TextField.tsx';
import { Verdict } from '../controls/Verdict.tsx';
import { StatusLine } from '../frame/StatusLine.tsx';
import { countWords } from '../result/series.ts';
import { outcomeLook } from '../result/outcomeLook.ts';
import { catalogueColumns, lastRuns, matching } from './catalogueRows.ts';
import { presetRequest } from '../../shared/lab/presets.ts';
import { startsOwnCode } from '../../shared/lab/textParameter.ts';
import { useRoomKeys } from '../result/useRoomKeys.ts';
import { startRun } from './labActions.ts';
import { choosePreset, openExperiment, useLab } from './labStore.ts';
import { PresetField } from './PresetField.tsx';
import { RunningLine } from './RunningLine.tsx';
import { askEngines, firstEngine, useEngines } from './useEngines.ts';

export function Catalogue() {
  const [text, setText] = useState('');
  const { known, error } = useEngines();
  const found = matching(catalogue, text);
  const preset = useLab((state) => state.preset);
  const [refused, setRefused] = useState<string | null>(null);

  const run = async (experiment: Experiment) => {
    if (startsOwnCode(experiment)) return openExperiment(experiment.id); // what starts is for a person to write
    // A key may be faster than the first answer.
    const here = known ?? (await askEngines().catch((error: ThreadlabError) => error.message));
    if (typeof here === 'string') return setRefused(here);
    const engines = [firstEngine(experiment, here)];
    const words = await startRun(presetRequest(experiment, preset, { cpus: here.cpus, engines }));
    setRefused(words);
    if (words === null) openExperiment(experiment.id);
  };
  const missing = (known?.engines ?? []).filter(
    ({ engine, available }) => !available && catalogue.some(({ engines }) => engines.includes(engine)),
  );
  useRoomKeys({
    r() {
      const experiment = experimentAtFocus();
      if (experiment === undefined) return false;
      void run(experiment);
      return undefined;
    },
  });

  return (
    <>
      <header className="room-head">
        <h1>Lab</h1>
        <span className="text-3 lab-lead">
          {countWords(catalogue.length, 'experiments')}. Each runs as a process of its own; the Monitor shows its
          threads.
        </span>
        <span className="spring" />
        <TextField
          className="lab-find"
          label="Find an experiment"
          hideLabel
          placeholder="Find an experiment"
          icon="search"
          value={text}
          onChange={setText}
          clearable
          data-filter
        />
        <PresetField picked={preset} onPick={choosePreset} />
      </header>
      {refused !== null && (
        <p className="lab-refusal" role="alert">
          <Icon name="warning" /> {refused}
        </p>
      )}
      <RunningLine />
      {found.length === 0 ? (
        <EmptyState
          icon="search"
          title="No experiment matches"
          actions={
            <Button small onClick={() => setText('')}>
              Clear the search
            </Button>
          }
        >
          Nothing in the catalogue bears “{text}” in its question, id, group or engines.
        </EmptyState>
      ) : (
        <div className="catalogue" data-pane>
          {catalogueColumns(found).map((groups, column) => (
            <div key={column} className="catalogue-column">
              {groups.map(([group, experiments], index) => (
                <Group key={group} group={group} experiments={experiments} heads={index === 0} />
              ))}
            </div>
          ))}
        </div>
      )}
      <StatusLine
        left={
          <>
            <span>
              <i className="engine-dot engine-dot-yes" /> the experiment has this engine
            </span>
            {error !== null && <span>{error.message}</span>}
            {missing.length > 0 && (
              <span>
                not available here:{' '}
                {missing.map(({ engine, words }, index) => (
                  <span key={engine} data-tip={words}>
                    {index === 0 ? '' : ', '}
                    {engine}
                  </span>
                ))}
              </span>
            )}
          </>
        }
        right={
          <>
            <span>
              <kbd>Enter</kbd> open
            </span>
            <span>
              <kbd>R</kbd> run with the preset
            </span>
          </>
        }
      />
    </>
  );
}

interface GroupProps {
  group: string;
  experiments: readonly Experiment[];
  /** The first group of a column names the engines. */
  heads: boolean;
}

function Group({ group, experiments, heads }: GroupProps) {
  const running = useLab((state) => {
    const run = state.lab?.run;
    return run !== undefined && run !== null && run.outcome === null ? run.experiment : null;
  });
  const queue = useLab((state) => state.lab?.queue);
  const { item } = useSubscription('runs.watch', {});
  const last = item === undefined ? undefined : lastRuns(item.runs);
  return (
    <section aria-label={group}>
      <div className="catalogue-group">
        <h2>{group}</h2>
        {heads && (
          <span className="catalogue-heads" aria-hidden="true">
            {chosenEngines.map((engine) => (
              <span key={engine}>{engine}</span>
            ))}
            <span className="catalogue-last">last run</span>
          </span>
        )}
      </div>
      {experiments.map((experiment) => (
        <button
          key={experiment.id}
          type="button"
          className="catalogue-line"
          data-experiment={experiment.id}
          onClick={() => openExperiment(experiment.id)}
          onKeyDown={moveFocus}
        >
          <span className="cut">{experiment.question}</span>
          {chosenEngines.map((engine) => {
            const has = experiment.engines.includes(engine);
            return (
              <span key={engine} className="catalogue-engine">
                <i className={has ? 'engine-dot engine-dot-yes' : 'engine-dot'} />
                {has && <span className="visually-hidden">, {engine}</span>}
              </span>
            );
          })}
          <LastRun
            last={last?.get(experiment.id)}
            waiting={last === undefined}
            now={
              running === experiment.id
                ? 'running'
                : queue?.some((waiting) => waiting.experiment === experiment.id) === true
                  ? 'waits'
                  : null
            }
          />
        </button>
      ))}
    </section>
  );
}

interface LastRunProps {
  last: ReturnType<typeof lastRuns> extends ReadonlyMap<string, infer Run> ? Run | undefined : never;
  waiting: boolean;
  now: 'running' | 'waits' | null;
}

function LastRun({ last, waiting, now }: LastRunProps) {
  if (now !== null) return <span className="catalogue-last catalogue-running">{now}</span>;
  if (waiting) return <span className="catalogue-last">–</span>;
  if (last === undefined) return <span className="catalogue-last">not yet</span>;
  const look = outcomeLook[last.outcome];
  return (
    <span className="catalogue-last" data-tip={last.outcomeWords}>
      <Verdict tone={look.tone} icon={look.icon}>
        <span className="visually-hidden">{look.words}, </span>
        <span className="catalogue-age">{ageWords(last.startedAt)}</span>
      </Verdict>
    </span>
  );
}

/** "1 h", "3 d": the larger part of the age is enough here. */
function ageWords(startedAt: string): string {
  const age = Math.max(1, (Date.now() - Date.parse(startedAt)) / 1000);
  return formatSeconds(Math.round(age)).split(' ').slice(0, 2).join(' ');
}

/** The one whose line has the focus. */
function experimentAtFocus(): Experiment | undefined {
  const { activeElement } = document;
  const id = activeElement instanceof HTMLElement ? activeElement.dataset['experiment'] : undefined;
  return catalogue.find((experiment) => experiment.id === id);
}

/** Up and down move between the questions. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const lines = [...document.querySelectorAll<HTMLElement>('.catalogue-line')];
  const next = lines[lines.indexOf(event.currentTarget) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
