/** A run's name: its start by the clock on the wall and four letters drawn at random, `2026-10-03-1433-k7q2`. */
import { runId } from './contract.ts';

/** Without l, 1, o and 0, which are read for one another. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
const two = (value: number): string => String(value).padStart(2, '0');

/** `random` gives numbers from 0 up to 1, as Math.random does. */
export function newRunId(now: Date, random: () => number): string {
  const tail = Array.from({ length: 4 }, () => letters[Math.floor(random() * letters.length)]).join('');
  const year = String(now.getFullYear()).padStart(4, '0');
  const day = `${year}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}-${tail}`;
}

/** Whether a text is a run's name: only such a text ever becomes part of a path. */
export function isRunId(text: string): boolean {
  return runId.safeParse(text).success;
}
