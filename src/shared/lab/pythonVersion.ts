/** Versions of Python, as far as experiments ask for one. */
import type { Choice, Experiment, Parameter } from './experiment.ts';

/** Of the interpreters that are asked, by the name that they are asked for with. */
export type PythonVersions = ReadonlyMap<string, { version: string }>;

/** The oldest that the experiment's payload runs on. */
export function leastPythonOf({ leastPython = '3.6' }: Pick<Experiment, 'leastPython'>): string {
  return leastPython;
}

/** By their first two numbers. */
export function isAtLeast(version: string, least: string): boolean {
  const numbers = (text: string) => text.split('.').map((part) => parseInt(part, 10) || 0);
  const [major = 0, minor = 0] = numbers(version);
  const [leastMajor = 0, leastMinor = 0] = numbers(least);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Choices that came with a later Python; none of no Python. */
export function choicesTooNew(parameter: Parameter, python: { version: string } | undefined): readonly Choice[] {
  if (python === undefined || parameter.unit !== 'choice') return [];
  return parameter.choices.filter(
    ({ leastPython }) => leastPython !== undefined && !isAtLeast(python.version, leastPython),
  );
}
