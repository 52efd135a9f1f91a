/** What an experiment asks on some engines where nobody says otherwise: the catalogue's defaults, as far as those engines have them. */
import type { ParameterValue } from '../runs/record.ts';
import type { ChoiceParameter, EngineName, Parameter } from './experiment.ts';

/** Whether the parameter means anything on one of these engines. */
export function meantFor({ onlyWith }: Parameter, engines: readonly EngineName[]): boolean {
  return onlyWith?.parameter !== 'engine' || engines.some((engine) => onlyWith.values.includes(engine));
}

/** Of several engines with a default of their own, the smallest. */
export function defaultsOf(parameter: Parameter, engines: readonly EngineName[]): ParameterValue[] {
  if (parameter.unit === 'choice') return choicesOf(parameter, engines, parameter.default);
  if (parameter.unit === 'text') return [...parameter.default];
  const own = engines.flatMap((engine) => [parameter.defaultOn?.[engine] ?? []]).filter((values) => values.length > 0);
  return [...(own.toSorted((a, b) => Math.max(...a) - Math.max(...b))[0] ?? parameter.default)];
}

/** Those of `wanted` that an engine has, in the catalogue's order; and for an engine that has none of them, its first. */
export function choicesOf(
  parameter: ChoiceParameter,
  engines: readonly EngineName[],
  wanted: readonly string[],
): string[] {
  const { choices, sweep } = parameter;
  const asked = engines.filter((engine) => meantFor(parameter, [engine]));
  if (!sweep) {
    const common = choices.filter((choice) => asked.every((engine) => choice.engines.includes(engine)));
    const one = common.find(({ value }) => wanted.includes(value)) ?? common[0];
    return one === undefined ? [...parameter.default] : [one.value];
  }
  const chosen = new Set(wanted.filter((value) => hasChoice(parameter, value, asked)));
  for (const engine of asked) {
    const own = choices.filter((choice) => choice.engines.includes(engine)).map(({ value }) => value);
    const [first] = own;
    if (first !== undefined && !own.some((value) => chosen.has(value))) chosen.add(first);
  }
  return choices.map(({ value }) => value).filter((value) => chosen.has(value));
}

/** Whether one of the engines has the value. */
export function hasChoice({ choices }: ChoiceParameter, value: string, engines: readonly EngineName[]): boolean {
  return choices.some((choice) => choice.value === value && choice.engines.some((engine) => engines.includes(engine)));
}
