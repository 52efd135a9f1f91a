/** Which Pythons are asked, as chips like those of any sweep. The machine is asked what there is once this is on the screen. */
import type { InterpreterState } from '../../shared/lab/contract.ts';
import type { Choice, Experiment } from '../../shared/lab/experiment.ts';
import { isAtLeast, leastPythonOf } from '../../shared/lab/pythonVersion.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { useInterpreters } from './useEngines.ts';

export interface InterpreterFieldProps {
  experiment: Experiment;
  picked: readonly string[];
  onChange: (interpreters: string[]) => void;
  disabled: boolean;
}

export function InterpreterField({ experiment, picked, onChange, disabled }: InterpreterFieldProps) {
  const { known: found, error } = useInterpreters();
  const reasonOf = (name: string) => {
    const state = found?.find((one) => one.name === name);
    return picked.includes(name) || state === undefined ? undefined : reasonAgainst(state, experiment);
  };
  // One that is picked stays, also where this machine has it not (the run of another one), so that it can be taken back.
  const elsewhere = picked.filter((name) => found?.every((one) => one.name !== name) ?? true);
  const choices = [...(found ?? []).map(choiceOf), ...elsewhere.map(unknownChoice)];
  return (
    <ChoiceField
      name="interpreter"
      parameter={{
        unit: 'choice',
        title: 'Interpreters',
        help: 'Which Pythons: one, or several to compare.',
        sweep: true,
        default: [],
        choices,
      }}
      picked={picked}
      disabled={disabled}
      notes={found === undefined && error !== null ? [] : notesOf(found, picked, experiment)}
      reasonOf={({ value }) => reasonOf(value)}
      error={error?.message}
      onChange={onChange}
    />
  );
}

function reasonAgainst(
  { available, path, words, version }: InterpreterState,
  experiment: Experiment,
): string | undefined {
  if (!available) return words.replace(`${path} is `, ''); // it stands before it
  const least = leastPythonOf(experiment);
  return isAtLeast(version, least) ? undefined : `this experiment needs Python ${least} or later.`;
}

function notesOf(
  found: readonly InterpreterState[] | undefined,
  picked: readonly string[],
  experiment: Experiment,
): string[] {
  if (found === undefined) return ['Asking which Pythons there are.'];
  const own = found.filter(({ name }) => picked.includes(name));
  if (picked.length > 0) return own.map(({ words, path }) => `${path}: ${words}`);
  const first = found.find((state) => reasonAgainst(state, experiment) === undefined);
  return first === undefined ? [] : [`None is picked: it runs on ${first.path}, ${first.words}`];
}

function choiceOf({ name, words, path }: InterpreterState): Choice {
  return { value: name, engines: ['python'], help: `${path}: ${words}` };
}

function unknownChoice(name: string): Choice {
  return { value: name, engines: ['python'], help: 'As it was asked.' };
}
