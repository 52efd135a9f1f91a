/** On what machine, with what, as asked and as achieved: name and value for the list beside a result. */
import { engineFacts } from '../../shared/lab/engineWords.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { Environment, RunRecord } from '../../shared/runs/record.ts';
import { median } from '../../shared/statistics/quantile.ts';
import { formatParameter, formatValue } from '../../shared/units/format.ts';
import { formatCount, formatSignificant } from '../../shared/units/number.ts';
import { choiceWords, countWords } from './series.ts';

export function environmentFacts(experiment: Experiment | undefined, record: RunRecord): [string, string][] {
  const achieved = achievedFacts(experiment, record);
  return [
    ['Machine', machineWords(record.environment)],
    ['Linux', [record.environment.kernel ?? 'not available', limitWords(record.environment)].join(', ')],
    ['Runtime', runtimeWords(record.environment)],
    ...engineFacts(record.request.parameters['engine'], record.environment),
    ['Asked', askedWords(experiment, record)],
    ...(achieved === '' ? [] : [['Achieved', achieved] as [string, string]]),
    ['Seed', seedWords(record.seed)],
    ['Run', record.id],
  ];
}

/** "4127 6603": digits in groups of four, as they are typed back. */
export function seedWords(seed: number): string {
  return String(seed).replace(/\B(?=(\d{4})+$)/g, ' ');
}

function machineWords(environment: Environment): string {
  const { virtualization } = environment;
  // "kvm" is a name; what has no name comes as words that already say what it is.
  const guest = virtualization?.includes(' ') === true ? virtualization : `${virtualization ?? ''} guest`;
  const kind = virtualization === null || virtualization === 'none' ? null : guest;
  const model = environment.cpuModel ?? 'CPU model not available';
  const cpus = `${formatCount(environment.cpus)} ${environment.cpus === 1 ? 'CPU' : 'CPUs'}`;
  return [model, kind, cpus].filter((part) => part !== null).join(', ');
}

function limitWords({ cpus, limits }: Environment): string {
  if (limits.cpus === null || limits.cpus >= cpus) return 'no CPU limit';
  return `limited to ${formatSignificant(limits.cpus)} CPUs by ${limits.source}`;
}

function runtimeWords(environment: Environment): string {
  const electron = environment.electron === undefined ? [] : [`Electron ${environment.electron}`];
  return [...electron, `Node ${environment.node}`, `V8 ${environment.v8}`].join(', ');
}

/** Parameters of one value each; those that were swept are in the chart. */
function askedWords(experiment: Experiment | undefined, record: RunRecord): string {
  const fixed = Object.entries(experiment?.parameters ?? {}).flatMap(([name, parameter]) => {
    const values = record.request.parameters[name] ?? [];
    const [value] = values;
    if (value === undefined || values.length > 1) return [];
    const words = parameter.unit === 'choice' ? choiceWords(String(value)) : formatParameter(value, parameter.unit);
    return [`${parameter.title.toLowerCase()} ${words}`];
  });
  return [...fixed, countWords(record.request.repeats, 'repeats')].join(', ');
}

/** The median over the points of what each calibrated parameter was measured to be. */
function achievedFacts(experiment: Experiment | undefined, record: RunRecord): string {
  return Object.entries(experiment?.parameters ?? {})
    .flatMap(([name, parameter]) => {
      const values = record.points.flatMap((point) => point.achieved?.[name] ?? []);
      if (values.length === 0 || parameter.unit === 'choice') return [];
      return [`${parameter.title.toLowerCase()} ${formatValue(median(values), parameter.unit)}`];
    })
    .join(', ');
}

/** "1.9 ns an acquisition": what measuring itself costs. */
export function costFacts(record: RunRecord): [string, string][] {
  const costs = Object.entries(record.costOfMeasuring);
  if (costs.length === 0) return [];
  return [
    [
      'Cost of measuring',
      costs
        .map(
          ([what, cost]) =>
            `${formatValue(cost, 'seconds')} ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${choiceWords(what)}`,
        )
        .join(', '),
    ],
  ];
}
