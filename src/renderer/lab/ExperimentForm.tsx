/** The form of an experiment, built from its catalogue entry: nothing here knows a particular experiment's parameters. */
import { useState } from 'react';
import {
  isNumeric,
  type ChoiceParameter,
  type EngineName,
  type Experiment,
  type NumberParameter,
  type Parameter,
} from '../../shared/lab/experiment.ts';
import { startsOwnCode } from '../../shared/lab/textParameter.ts';
import { defaultsOf, meantFor } from '../../shared/lab/defaults.ts';
import { presetOf, presetRequest, presets, presetsFor } from '../../shared/lab/presets.ts';
import { crowdingWords } from '../../shared/lab/warnings.ts';
import { formatParameter, formatValue } from '../../shared/units/format.ts';
import { TextField } from '../controls/TextField.tsx';
import { choiceWords } from '../result/series.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { InterpreterField } from './InterpreterField.tsx';
import { EngineField } from './EngineField.tsx';
import { Estimate } from './Estimate.tsx';
import { Foreseen } from './Foreseen.tsx';
import { formOfRequest, type FormValues, numbersOrNull, rangeWords, readForm, withEngines } from './formState.ts';
import { NumberField } from './NumberField.tsx';
import { choiceReason } from './placementReason.ts';
import { PresetField } from './PresetField.tsx';
import type { Engines } from './useEngines.ts';

export interface ExperimentFormProps {
  experiment: Experiment;
  form: FormValues;
  onChange: (form: FormValues) => void;
  machine: Engines | undefined;
  /** While the run goes on: what calibration achieved, by parameter. Absent before it. */
  locked?: { achieved: Readonly<Record<string, number>> };
}

export function ExperimentForm({ experiment, form, onChange, machine, locked }: ExperimentFormProps) {
  // An error stands under its field once the field has been left; it goes as soon as the value can be read.
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { request, errors } = readForm(experiment, form);
  const errorOf = (name: string) => (left.has(name) ? errors?.[name] : undefined);
  const leave = (name: string) => setLeft(new Set([...left, name]));
  const disabled = locked !== undefined;
  const ownCode = startsOwnCode(experiment);
  const threads = largestOf(experiment.parameters['threads'], form.typed['threads']);

  const field = ([name, parameter]: [string, Parameter]) => {
    if (parameter.unit === 'choice') {
      return (
        <ChoiceField
          key={name}
          name={name}
          parameter={parameter}
          picked={form.picked[name] ?? []}
          disabled={disabled}
          reasonOf={(choice) => choiceReason(name, choice, form.engines, threads, machine)}
          notes={partlyWords(parameter, form.engines)}
          error={errors?.[name]}
          onChange={(picked) => onChange({ ...form, picked: { ...form.picked, [name]: picked } })}
        />
      );
    }
    if (parameter.unit === 'text') {
      return (
        <TextField
          key={name}
          className="form-row form-row-text"
          label={parameter.title}
          value={form.typed[name] ?? ''}
          mono
          disabled={disabled}
          error={errorOf(name) ?? null}
          help={parameter.help}
          onChange={(text) => onChange({ ...form, typed: { ...form.typed, [name]: text } })}
          onBlur={() => leave(name)}
        />
      );
    }
    const achieved = locked?.achieved[name];
    return (
      <NumberField
        key={name}
        parameter={parameter}
        text={form.typed[name] ?? ''}
        disabled={disabled}
        error={errorOf(name)}
        help={achieved === undefined ? helpOf(name, parameter) : `achieved ${formatValue(achieved, parameter.unit)}`}
        onChange={(text) => onChange({ ...form, typed: { ...form.typed, [name]: text } })}
        onLeave={() => leave(name)}
      />
    );
  };
  const helpOf = (name: string, parameter: NumberParameter) => {
    const warning =
      name === 'threads' ? crowdingWords(Object.values(form.picked).flat(), threads, machine?.cpus) : null;
    const preset = defaultsOf(parameter, form.engines)
      .map((value) => formatParameter(value, parameter.unit))
      .join(', ');
    return (
      <>
        {rangeWords(parameter)}, by default {preset}
        {warning !== null && <span className="form-warning">{warning}</span>}
      </>
    );
  };

  return (
    <section className="experiment-form" aria-label="As asked" data-pane>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls; while locked nothing in it takes the focus */}
      <div className="form-fields" tabIndex={disabled ? 0 : undefined}>
        <div className="form-head">
          <h2>{disabled ? 'As asked' : 'What to ask'}</h2>
          {disabled && <span className="small text-3">locked while it runs</span>}
        </div>
        {!ownCode && !disabled && <Presets experiment={experiment} form={form} machine={machine} onChange={onChange} />}
        {!ownCode && (
          <EngineField
            experiment={experiment}
            engines={form.engines}
            machine={machine}
            disabled={disabled}
            error={errors?.['engine']}
            onChange={(engines) => onChange(withEngines(experiment, form, engines))}
          />
        )}
        {form.engines.includes('python') && (
          <InterpreterField
            experiment={experiment}
            picked={form.interpreters}
            disabled={disabled}
            onChange={(interpreters) => onChange({ ...form, interpreters })}
          />
        )}
        {Object.entries(experiment.parameters)
          .filter(([, parameter]) => meantFor(parameter, form.engines))
          .map(field)}
        {ownCode && !disabled && <Foreseen request={request} />}
        <TextField
          className="form-row"
          label="Repeats"
          value={form.repeats}
          disabled={disabled}
          error={errorOf('repeats') ?? null}
          help="of each point, in shuffled order; 1 to 100"
          onChange={(repeats) => onChange({ ...form, repeats })}
          onBlur={() => leave('repeats')}
        />
        {errors?.['form'] !== undefined && (
          <p className="form-error" role="alert">
            {errors['form']}
          </p>
        )}
      </div>
      <Estimate experiment={experiment} request={request} />
    </section>
  );
}

/** The presets on the engines that are picked, and what the picked one is for. */
function Presets({ experiment, form, machine, onChange }: Omit<ExperimentFormProps, 'locked'>) {
  const { request } = readForm(experiment, form);
  const picked = request === null || machine === undefined ? null : presetOf(experiment, request, machine.cpus);
  const engines = form.engines.length > 0 ? form.engines : experiment.engines.slice(0, 1);
  return (
    <div className="form-presets">
      <PresetField
        {...(machine !== undefined && { names: presetsFor(experiment, { cpus: machine.cpus, engines }) })}
        picked={picked}
        disabled={machine === undefined}
        onPick={(name) => {
          if (machine === undefined) return;
          const asked = presetRequest(experiment, name, { cpus: machine.cpus, engines });
          onChange({ ...formOfRequest(experiment, asked), interpreters: form.interpreters });
        }}
      />
      <p className="form-help">
        {picked === null ? 'What is asked below is none of the presets.' : presets[picked].words}
      </p>
    </div>
  );
}

/** "pthread mutex, pthread spin: native alone." for each set of engines that has values which the other picked engines have not. */
function partlyWords({ choices }: ChoiceParameter, engines: readonly EngineName[]): string[] {
  const having = Map.groupBy(choices, (choice) =>
    engines.filter((engine) => choice.engines.includes(engine)).join(', '),
  );
  return [...having].flatMap(([names, own]) =>
    names === '' || names === engines.join(', ')
      ? []
      : [`${own.map(({ value }) => choiceWords(value)).join(', ')}: ${names} alone.`],
  );
}

/** The largest of the typed numbers; 0 while they cannot be read. */
function largestOf(parameter: Parameter | undefined, text: string | undefined): number {
  if (!isNumeric(parameter) || text === undefined) return 0;
  return Math.max(0, ...(numbersOrNull(parameter, text) ?? []));
}
