/** Dates and clock times, in the reader's own time zone: "today 14:33", "2 Oct 14:33", "5 h 18 min ago". */
import { formatSeconds } from './duration.ts';
import { noValue } from './number.ts';
import type { Seconds } from './quantity.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const two = (value: number): string => String(value).padStart(2, '0');

/** "14:33:05". */
export function formatClockTime(at: Date): string {
  return Number.isNaN(at.getTime()) ? noValue : `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** "2 Oct", with the year where it is not this one: "2 Oct 2025". */
export function formatDate(at: Date, now: Date): string {
  if (Number.isNaN(at.getTime())) return noValue;
  const day = `${at.getDate()} ${months[at.getMonth()]}`;
  return at.getFullYear() === now.getFullYear() ? day : `${day} ${at.getFullYear()}`;
}

/** "today 14:33", "yesterday 14:33", "2 Oct 14:33". */
export function formatMoment(at: Date, now: Date): string {
  if (Number.isNaN(at.getTime())) return noValue;
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const days = (midnight(now) - midnight(at)) / 86_400_000;
  const day = days === 0 ? 'today' : days === 1 ? 'yesterday' : formatDate(at, now);
  return `${day} ${clock}`;
}

/** "5 h 18 min ago"; "just now" below a second. */
export function formatAgo(age: Seconds): string {
  if (!Number.isFinite(age)) return noValue;
  if (age < 1) return 'just now';
  return `${formatSeconds(age < 60 ? Math.round(age) : age)} ago`;
}
