/** `threadlab list`: the catalogue, as data or as text. */
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import type { Experiment, Parameter } from '../../shared/lab/experiment.ts';
import { interpreterName } from '../../shared/lab/plan.ts';
import { leastPythonOf } from '../../shared/lab/pythonVersion.ts';
import { formatParameter, formatValue } from '../../shared/units/format.ts';
import { readOptions } from './options.ts';
import { exit, UsageError, type Command } from './terminal.ts';
import { factList } from './textTable.ts';

export const list: Command = async (args, terminal) => {
  const { values, positionals } = readOptions(args, { json: { type: 'boolean' } }, 1);
  const [id] = positionals;
  if (id === undefined) {
    if (values.json === true) terminal.out(JSON.stringify(catalogue, null, 2));
    else
      terminal.out(factList(catalogue.map((entry) => [entry.id, `${entry.question} (${entry.engines.join(', ')})`])));
    return exit.done;
  }
  const experiment = experimentNamed(id);
  terminal.out(values.json === true ? JSON.stringify(experiment, null, 2) : describe(experiment));
  return exit.done;
};

/** Throws UsageError with those that there are. */
export function experimentNamed(id: string): Experiment {
  const found = catalogue.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  throw new UsageError(`There is no experiment "${id}". There are: ${catalogue.map((entry) => entry.id).join(', ')}.`);
}

function describe(experiment: Experiment): string {
  return [
    `${experiment.id}: ${experiment.question}`,
    `\nEngines\n${indented(experiment.engines.join(', '))}`,
    `\nParameters (--set NAME=VALUE,...)`,
    indented(
      factList([
        ...interpreterFacts(experiment),
        ...Object.entries(experiment.parameters).map(([name, parameter]): [string, string] => [
          name,
          parameterWords(parameter),
        ]),
      ]),
    ),
    `\nMetrics`,
    indented(factList(Object.entries(experiment.metrics).map(([name, { help }]) => [name, help]))),
    `\nChecks (A holds always; G when the machine was quiet)`,
    indented(factList(Object.entries(experiment.checks).map(([name, { kind, words }]) => [name, `${kind}  ${words}`]))),
  ].join('\n');
}

/** What can be asked of Python besides; which there are is the machine's. */
function interpreterFacts(experiment: Experiment): [string, string][] {
  if (!experiment.engines.includes('python')) return [];
  const least = leastPythonOf(experiment);
  const words = `Which Pythons, ${least} or later: a version ("3.11"), or a path; default the first that is found.`;
  return [[interpreterName, words]];
}

function parameterWords(parameter: Parameter): string {
  const chosen = parameter.default.map((value) => formatParameter(value, parameter.unit)).join(', ');
  if (parameter.unit === 'text') return `${parameter.help} Default ${chosen}; one value.`;
  const offered =
    parameter.unit === 'choice'
      ? parameter.choices.map(({ value }) => value).join(', ')
      : `${formatValue(parameter.min, parameter.unit)} to ${formatValue(parameter.max, parameter.unit)}`;
  return `${parameter.help} ${offered}; default ${chosen}${parameter.sweep ? '' : '; one value'}.`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
