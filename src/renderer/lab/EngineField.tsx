/** Which engines are asked, as chips like those of any sweep, and what each of the picked ones is, in a sentence. */
import {
  chosenEngines,
  engineNames,
  type ChoiceParameter,
  type EngineName,
  type Experiment,
} from '../../shared/lab/experiment.ts';
import { ChoiceField } from './ChoiceField.tsx';
import type { Engines } from './useEngines.ts';

const parameter: ChoiceParameter = {
  unit: 'choice',
  title: 'Engines',
  help: 'What measures: one, or several to compare.',
  sweep: true,
  default: [],
  choices: chosenEngines.map((value) => ({ value, engines: [value], help: '' })),
};

export interface EngineFieldProps {
  experiment: Experiment;
  engines: readonly EngineName[];
  onChange: (engines: EngineName[]) => void;
  machine: Engines | undefined;
  disabled: boolean;
  error: string | undefined;
}

export function EngineField({ experiment, engines, onChange, machine, disabled, error }: EngineFieldProps) {
  const reasonOf = (engine: EngineName) => {
    if (!experiment.engines.includes(engine)) return `this experiment runs on ${experiment.engines.join(', ')}.`;
    const state = machine?.engines.find((one) => one.engine === engine);
    return state !== undefined && !state.available ? state.words : undefined;
  };
  const known = (value: string) => engineNames.find((engine) => engine === value);
  const notes = engines.flatMap((engine) => {
    const words = machine?.engines.find((one) => one.engine === engine)?.words;
    if (words === undefined) return [];
    return engines.length > 1 ? `${engine}: ${words}` : words;
  });
  return (
    <ChoiceField
      name="engine"
      parameter={parameter}
      picked={engines}
      disabled={disabled}
      notes={notes}
      reasonOf={({ value }) => {
        const engine = known(value);
        // One that is picked can always be taken back, such as that of a run of another machine.
        return engine === undefined || engines.includes(engine) ? undefined : reasonOf(engine);
      }}
      error={error}
      onChange={(picked) => onChange(picked.flatMap((value) => known(value) ?? []))}
    />
  );
}
