/** The Lab's state in the window: the run that the backend tells of, and what the person is doing with an experiment. */
import { create } from 'zustand';
import type { ThreadlabError } from '../../shared/errors.ts';
import type { LabState } from '../../shared/lab/contract.ts';
import type { PresetName } from '../../shared/lab/presets.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { backend } from '../connection/backend.ts';
import type { FormValues } from './formState.ts';
import { gatherRun, type KnownRun } from './knownRun.ts';

/** A live chart costs its window about 15 ms a redraw: four to five a second are enough for the eye. Samples still come at 20 Hz. */
const betweenItems = 220;
/** In other rooms only a dot shows that a run is on. */
const betweenItemsUnseen = 1000;

export interface LabView {
  /** undefined until the backend has told. */
  lab: (Pick<LabState, 'queue' | 'elsewhere'> & { run: KnownRun | null }) | undefined;
  /** Why the backend tells no more; null while it does. */
  refused: ThreadlabError | null;
  /** The experiment whose page is open; null for the catalogue. */
  experiment: string | null;
  /** What a form begins with, and what R on a line of the catalogue runs. */
  preset: PresetName;
  /** What was typed and picked, by experiment: kept while the window is in another room. */
  forms: Readonly<Record<string, FormValues>>;
  /** The ended run whose result a person has put away to go back to the form. */
  putAway: string | null;
  /** Records of ended runs that are open, by id. */
  records: Readonly<Record<string, RunRecord>>;
}

export const useLab = create<LabView>(() => ({
  lab: undefined,
  refused: null,
  experiment: null,
  preset: 'two-minutes',
  forms: {},
  putAway: null,
  records: {},
}));

/** Adds one item of the subscription to what is known. */
export function takeLabState(item: LabState): void {
  useLab.setState(({ lab }) => ({
    lab: { ...item, run: item.run === null ? null : gatherRun(lab?.run ?? null, item.run) },
    refused: null,
  }));
}

let lookers = 0;
let takeNext: () => void = () => undefined;

/** The Lab is on the screen until the returned function is called: its state is taken as often as charts are drawn. */
export function lookAtLab(): () => void {
  lookers += 1;
  takeNext();
  return () => void (lookers -= 1);
}

/** Follows the Lab until the returned function is called. A lost connection ends nothing: the subscription goes on afterwards. */
export function followLab(): () => void {
  const subscription = backend.subscribe(
    'lab.watch',
    {},
    {
      async onItem(item) {
        takeLabState(item);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, lookers > 0 ? betweenItems : betweenItemsUnseen);
          takeNext = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      },
      onError: (refused) => useLab.setState({ refused }),
    },
  );
  return () => subscription.close();
}

export function openExperiment(experiment: string | null): void {
  useLab.setState({ experiment });
}

/** Forms that were filled in otherwise stay as they are. */
export function choosePreset(preset: PresetName): void {
  useLab.setState({ preset });
}

export function setForm(experiment: string, form: FormValues): void {
  useLab.setState(({ forms }) => ({ forms: { ...forms, [experiment]: form } }));
}

/** From a result back to the form. */
export function putResultAway(run: string): void {
  useLab.setState({ putAway: run });
}
