/** An axis: one unit for all its ticks, named once beside the title; round steps from 0, or decades and doublings on a logarithm. */
import { secondsScale } from './duration.ts';
import { decimalsFor, formatFixed, formatSignificant } from './number.ts';
import type { Unit } from './quantity.ts';

/** `factor`: the base value is divided by it before it is written. `short` for captions ("M/s"), `words` for titles ("million a second"). */
export interface AxisUnit {
  factor: number;
  short: string;
  words: string;
}

const rateSteps = [
  { factor: 1e9, short: 'G/s', words: 'thousand million a second' },
  { factor: 1e6, short: 'M/s', words: 'million a second' },
  { factor: 1e3, short: 'k/s', words: 'thousand a second' },
  { factor: 1, short: '/s', words: 'a second' },
] as const;
const byteSteps = [
  { factor: 1024 ** 4, short: 'TiB', words: 'TiB' },
  { factor: 1024 ** 3, short: 'GiB', words: 'GiB' },
  { factor: 1024 ** 2, short: 'MiB', words: 'MiB' },
  { factor: 1024, short: 'KiB', words: 'KiB' },
  { factor: 1, short: 'B', words: 'bytes' },
] as const;
const hertzSteps = [
  { factor: 1e9, short: 'GHz', words: 'GHz' },
  { factor: 1e6, short: 'MHz', words: 'MHz' },
  { factor: 1, short: 'Hz', words: 'Hz' },
] as const;

/** The unit in which an axis up to `largest` (base units) is written. */
export function axisUnit(largest: number, unit: Unit): AxisUnit {
  const fitting = (steps: readonly AxisUnit[]): AxisUnit =>
    steps.find(({ factor }) => Math.abs(largest) >= factor) ?? steps[steps.length - 1] ?? plain;
  switch (unit) {
    case 'seconds': {
      const { unit: name, factor } = secondsScale(largest);
      return { factor, short: name, words: name };
    }
    case 'perSecond':
      return fitting(rateSteps);
    case 'bytes':
      return fitting(byteSteps);
    case 'bytesPerSecond': {
      const { factor, short } = fitting(byteSteps);
      return { factor, short: `${short}/s`, words: `${short} a second` };
    }
    case 'hertz':
      return fitting(hertzSteps);
    case 'celsius':
      return { factor: 1, short: '°C', words: '°C' };
    case 'ratio':
      return { factor: 0.01, short: '%', words: '%' };
    case 'cores':
      return { factor: 0.01, short: '% of a core', words: '% of a core' };
    case 'count':
    case 'index':
    case 'text':
    case 'choice':
      return plain;
  }
}

const plain: AxisUnit = { factor: 1, short: '', words: '' };

/** Beyond these the steps of an axis, times the factor of its unit, are no doubles any more: they become 0 or infinite. */
const drawable = { least: 1e-280, most: 1e280 } as const;

/** 4 to 6 ticks from 0 to a round number at or above `largest`, in the same units as `largest`; 0 and 1 where there is no such axis. */
export function linearTicks(largest: number): number[] {
  if (!(largest >= drawable.least && largest <= drawable.most)) return [0, 1];
  const rough = largest / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((round) => round * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const count = Math.ceil((largest / step) * (1 - 1e-9));
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** The unit in which an axis that must reach `largest` is written: that of its last tick, which for 1,001 MiB is 1 GiB. */
export function tickUnit(largest: number, unit: Unit): AxisUnit {
  const { factor } = axisUnit(largest, unit);
  return axisUnit((linearTicks(largest / factor).at(-1) ?? 0) * factor, unit);
}

/** As `linearTicks`, round in the unit in which an axis up to `unitFor` is written: 5, 10 and 15 GiB, where bytes have no round numbers. */
export function unitTicks(largest: number, unit: Unit, unitFor = largest): number[] {
  const { factor } = tickUnit(unitFor, unit);
  return linearTicks(largest / factor).map((tick) => Number((tick * factor).toPrecision(12)));
}

/** The whole powers of ten that enclose the positive values among `values`; empty when there is none. */
export function decadeTicks(values: readonly number[]): number[] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return [];
  const first = Math.floor(Math.log10(Math.min(...positive)) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...positive)) - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`));
}

/** Ticks of one axis with the same number of decimals: [0, 2.5, 5] -> ["0", "2.5", "5.0"]; 0 stays "0". */
export function formatTicks(ticks: readonly number[], factor: number): string[] {
  const scaled = ticks.map((tick) => tick / factor);
  const decimals = Math.max(0, ...scaled.map((tick) => (formatSignificant(tick, 4).split('.')[1] ?? '').length));
  return scaled.map((tick) => (tick === 0 ? '0' : formatFixed(tick, Math.min(decimals, decimalsFor(tick, 12)))));
}
