/** Words for parameters and points, from an experiment's catalogue entry alone. */
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { PointParameters } from '../../shared/runs/record.ts';
import { formatParameter } from '../../shared/units/format.ts';

/** "ownCore" as people read it: "own core". A path, and a name of Python's, stays as it is. */
export function choiceWords(value: string): string {
  if (/^[A-Z]|[/._]/.test(value)) return value;
  return value.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

/** A title within a sentence: "acquisitions"; "CPU seconds" stays as it is. */
export function titleWithin(title: string): string {
  return /^[A-Z]{2}/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/** "1 thread", "2 threads": a title that is a plural, with its number. */
export function countWords(count: number, plural: string): string {
  const noun = count === 1 && plural.endsWith('s') ? plural.slice(0, -1) : plural;
  return `${formatParameter(count, 'count')} ${noun}`;
}

/** "mcs, 4 threads": a point by what its chart distinguishes; the engine only where there are several to choose from. */
export function pointWords(experiment: Experiment, params: PointParameters): string {
  const parameter = experiment.parameters[experiment.chart.x];
  const valueOf = (name: string) => (name === 'engine' && experiment.engines.length === 1 ? undefined : params[name]);
  const x = valueOf(experiment.chart.x);
  const by = valueOf(experiment.chart.by);
  const words = x === undefined ? undefined : xWords(x, parameter?.unit ?? 'count', parameter?.title ?? '');
  const isOne = experiment.chart.x === experiment.chart.by;
  return [by === undefined || isOne ? undefined : String(by), words].filter((part) => part !== undefined).join(', ');
}

/** "4 threads", "stride 64 B": a value of the x axis as it stands in a sentence. */
export function xWords(x: string | number, unit: Parameters<typeof formatParameter>[1], title: string): string {
  const name = title.toLowerCase();
  return unit === 'count' && typeof x === 'number' ? countWords(x, name) : `${name} ${formatParameter(x, unit)}`;
}
