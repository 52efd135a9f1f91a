/** Versions of Python, as far as experiments ask for one. */
import type { Experiment } from './experiment.ts';

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
