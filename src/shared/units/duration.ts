/** Durations: 100 ns, 4.4 ms, 1 min 10 s, 5 h 18 min. Seconds inside. */
import { formatFixed, formatSignificant, minus, noValue } from './number.ts';
import type { Seconds } from './quantity.ts';

const small = [
  { unit: 's', factor: 1 },
  { unit: 'ms', factor: 1e-3 },
  { unit: 'µs', factor: 1e-6 },
  { unit: 'ns', factor: 1e-9 },
] as const;

/** The unit in which a duration below a minute reads best, and its factor: 4.4e-3 -> { unit: "ms", factor: 1e-3 }. */
export function secondsScale(seconds: Seconds, significant = 3): { unit: string; factor: number } {
  const size = Math.abs(seconds);
  if (size === 0 || !Number.isFinite(size)) return small[0];
  // Rounded first: 999.96 µs is "1 ms", not "1000 µs".
  const rounded = Number(size.toPrecision(significant));
  return small.find(({ factor }) => rounded >= factor * (1 - 1e-9)) ?? { unit: 'ns', factor: 1e-9 };
}

/** Adaptive, at most `significant` digits below a minute, then two parts: "1 min 10 s", "5 h 18 min", "2 d 3 h". */
export function formatSeconds(seconds: Seconds, significant = 3): string {
  if (!Number.isFinite(seconds)) return noValue;
  const size = Math.abs(seconds);
  const sign = seconds < 0 && size > 0 ? minus : '';
  if (Number(size.toPrecision(significant)) < 60) {
    const { unit, factor } = secondsScale(size, significant);
    return `${sign}${formatSignificant(size / factor, significant)} ${unit}`;
  }
  return sign + longDuration(size);
}

function longDuration(size: Seconds): string {
  if (Math.round(size) < 3600) {
    const whole = Math.round(size);
    return parts(Math.floor(whole / 60), 'min', whole % 60, 's');
  }
  const minutes = Math.round(size / 60);
  if (minutes < 24 * 60) return parts(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(size / 3600);
  return parts(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function parts(large: number, largeUnit: string, rest: number, restUnit: string): string {
  const first = `${formatFixed(large)} ${largeUnit}`;
  return rest === 0 ? first : `${first} ${rest} ${restUnit}`;
}
