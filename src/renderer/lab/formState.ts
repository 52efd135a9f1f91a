/** The form of an experiment: what is typed and picked -> a request, or what is wrong with it, field by field. */
import { ThreadlabError } from '../../shared/errors.ts';
import {
  isNumeric,
  type EngineName,
  type Experiment,
  type NumberParameter,
  type Parameter,
} from '../../shared/lab/experiment.ts';
import { defaultsOf, hasChoice, meantFor } from '../../shared/lab/defaults.ts';
import { interpreterName } from '../../shared/lab/plan.ts';
import { maxRepeats, parseRequest, repeatsOf } from '../../shared/lab/request.ts';
import { readText } from '../../shared/lab/textParameter.ts';
import type { ParameterValue, RunRequest } from '../../shared/runs/record.ts';
import { formatParameter, formatValue } from '../../shared/units/format.ts';
import { parseQuantities } from '../../shared/units/parse.ts';

export interface FormValues {
  /** In the experiment's order; several are swept like the values of any parameter. */
  engines: readonly EngineName[];
  /** Names of Pythons; none leaves the choice to the backend. */
  interpreters: readonly string[];
  /** Picked values of choice parameters. */
  picked: Readonly<Record<string, readonly string[]>>;
  /** Text of number and text parameters, as typed. */
  typed: Readonly<Record<string, string>>;
  repeats: string;
}

/** What is wrong, by field; `repeats` is a field, and `form` what no single field can help. Empty when nothing is. */
export type FormErrors = Readonly<Record<string, string>>;

/** The catalogue's defaults, as they stand until the machine is known. */
export function initialForm(experiment: Experiment, engine: EngineName): FormValues {
  const values = Object.fromEntries(
    Object.entries(experiment.parameters).map(([name, parameter]) => [name, defaultsOf(parameter, [engine])]),
  );
  return formOf(experiment, { engine: [engine], ...values }, repeatsOf(experiment));
}

/** The form that would ask for this request again. */
export function formOfRequest(experiment: Experiment, request: RunRequest): FormValues {
  return formOf(experiment, request.parameters, request.repeats);
}

function formOf(
  experiment: Experiment,
  parameters: Readonly<Record<string, readonly ParameterValue[]>>,
  repeats: number,
): FormValues {
  const picked: Record<string, string[]> = {};
  const typed: Record<string, string> = {};
  for (const [name, parameter] of Object.entries(experiment.parameters)) {
    const values = parameters[name] ?? parameter.default;
    if (parameter.unit === 'choice') picked[name] = values.map(String);
    else typed[name] = parameter.unit === 'text' ? values.join(' ') : textOf(values, parameter);
  }
  const engines = experiment.engines.filter((offered) => parameters['engine']?.includes(offered));
  const interpreters = (parameters[interpreterName] ?? []).map(String);
  return { engines, interpreters, picked, typed, repeats: String(repeats) };
}

function textOf(values: readonly ParameterValue[], { unit }: NumberParameter): string {
  return values.map((value) => ungrouped(formatParameter(value, unit))).join(', ');
}

/** "1,000,000" would be read as three values of a sweep. */
function ungrouped(text: string): string {
  return text.replaceAll(/(?<=\d),(?=\d{3})/g, '');
}

/** The form for other engines: values that none of them has are dropped, and where none is left the default stands in. */
export function withEngines(experiment: Experiment, form: FormValues, engines: readonly EngineName[]): FormValues {
  const picked = Object.fromEntries(
    Object.entries(form.picked).map(([name, values]) => {
      const parameter = experiment.parameters[name];
      if (parameter?.unit !== 'choice' || engines.length === 0 || !meantFor(parameter, engines)) return [name, values];
      const usual = defaultsOf(parameter, engines).map(String);
      // A default that nobody changed becomes that of the other engines.
      if (values.join() === defaultsOf(parameter, form.engines).join()) return [name, usual];
      const kept = values.filter((value) => hasChoice(parameter, value, engines));
      return [name, kept.length > 0 ? kept : usual];
    }),
  );
  const typed = Object.fromEntries(
    Object.entries(form.typed).map(([name, text]) => [name, retyped(experiment.parameters[name], form, engines, text)]),
  );
  return { ...form, engines: experiment.engines.filter((engine) => engines.includes(engine)), picked, typed };
}

/** A default that nobody changed becomes that of the other engines. */
function retyped(
  parameter: Parameter | undefined,
  form: FormValues,
  engines: readonly EngineName[],
  text: string,
): string {
  if (!isNumeric(parameter) || engines.length === 0) return text;
  return text === defaultText(parameter, form.engines) ? defaultText(parameter, engines) : text;
}

function defaultText(parameter: NumberParameter, engines: readonly EngineName[]): string {
  return textOf(defaultsOf(parameter, engines), parameter);
}

/** "1 to 256, in whole numbers" or "0 s to 1 ms": what a number field takes. */
export function rangeWords(parameter: NumberParameter): string {
  return `${formatValue(parameter.min, parameter.unit)} to ${formatValue(parameter.max, parameter.unit)}`;
}

/** The values of a number field in base units. Throws `badInput` in words that name the range. */
export function readNumbers(parameter: NumberParameter, text: string): number[] {
  const values = parseQuantities(text, parameter.unit);
  if (!parameter.sweep && values.length > 1) {
    throw new ThreadlabError('badInput', `${parameter.title} takes one value.`);
  }
  for (const value of values) {
    if (value < parameter.min || value > parameter.max) {
      throw new ThreadlabError(
        'badInput',
        `${formatValue(value, parameter.unit)} is outside ${rangeWords(parameter)}.`,
      );
    }
    if (parameter.integer && !Number.isInteger(value)) {
      throw new ThreadlabError('badInput', `${formatValue(value, parameter.unit)} is not a whole number.`);
    }
    if (parameter.multipleOf !== undefined && value % parameter.multipleOf !== 0) {
      const step = formatValue(parameter.multipleOf, parameter.unit);
      throw new ThreadlabError('badInput', `${formatValue(value, parameter.unit)} is no multiple of ${step}.`);
    }
  }
  if (new Set(values).size < values.length) {
    throw new ThreadlabError('badInput', 'A value stands there twice.');
  }
  return values;
}

/** The values of a number field; null while it cannot be read. */
export function numbersOrNull(parameter: NumberParameter, text: string): number[] | null {
  try {
    return readNumbers(parameter, text);
  } catch (error) {
    if (error instanceof ThreadlabError && error.code === 'badInput') return null;
    throw error;
  }
}

/** The request that the form asks for, or what is wrong with it. */
export function readForm(
  experiment: Experiment,
  form: FormValues,
): { request: RunRequest; errors: null } | { request: null; errors: FormErrors } {
  const errors: Record<string, string> = {};
  const parameters: Record<string, ParameterValue[]> = { engine: [...form.engines] };
  if (form.engines.length === 0) errors['engine'] = 'Pick at least one.';
  if (form.engines.includes('python') && form.interpreters.length > 0)
    parameters[interpreterName] = [...form.interpreters];
  for (const [name, parameter] of Object.entries(experiment.parameters)) {
    if (!meantFor(parameter, form.engines)) continue;
    const values = attempt(errors, name, () => readField(parameter, form, name));
    if (values !== null) parameters[name] = values;
  }
  const repeats = attempt(errors, 'repeats', () => readRepeats(form.repeats));
  if (Object.keys(errors).length > 0 || repeats === null) return { request: null, errors };
  const request = attempt(errors, 'form', () => parseRequest(experiment, { parameters, repeats }));
  return request === null ? { request, errors } : { request, errors: null };
}

function readField(parameter: Parameter, form: FormValues, name: string): ParameterValue[] {
  if (parameter.unit === 'text') return [readText(parameter, form.typed[name] ?? '')];
  if (parameter.unit !== 'choice') return readNumbers(parameter, form.typed[name] ?? '');
  const picked = form.picked[name] ?? [];
  if (picked.length === 0) throw new ThreadlabError('badInput', 'Pick at least one.');
  return [...picked];
}

function readRepeats(text: string): number {
  const [repeats] = parseQuantities(text, 'count');
  if (repeats === undefined || !Number.isInteger(repeats) || repeats < 1 || repeats > maxRepeats) {
    throw new ThreadlabError('badInput', `A whole number from 1 to ${maxRepeats}.`);
  }
  return repeats;
}

function attempt<Value>(errors: Record<string, string>, name: string, read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ThreadlabError) || error.code !== 'badInput') throw error;
    errors[name] = error.message;
    return null;
  }
}
