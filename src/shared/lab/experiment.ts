/**
 * What an experiment asks, as data. The form, the command-line help, the validation of requests and records, the charts
 * (from each metric's shape) and the documentation all follow from one such object; how it is done is in the runner.
 */
import type { Unit } from '../units/quantity.ts';

/** `any`: not an engine of Threadlab's but a program of whatever kind, which Linux is asked about. */
export const engineNames = ['wasm', 'native', 'node', 'python', 'any'] as const;
export type EngineName = (typeof engineNames)[number];
/** Those that a person chooses among. */
export const chosenEngines = engineNames.filter((engine) => engine !== 'any');

/** One value of a choice: which engines have it, and how it is named, grouped and drawn. */
export interface Choice {
  value: string;
  engines: readonly EngineName[];
  /** Group label in the form ("spinning"); absent when the choices are not grouped. */
  group?: string;
  help: string;
  /** The oldest Python that has it, where the experiment itself runs on older ones. */
  leastPython?: string;
  /** The experiment that measures this value, by its id: a result leads there. */
  experiment?: string;
  /** Colour, marker and dash 1 to 8; the same on every screen. Only for parameters that draw as series. */
  series?: number;
}

interface ParameterBase {
  title: string;
  help: string;
  /** May take several values, each a point of the sweep. */
  sweep: boolean;
  /** Means something with these values of another parameter alone, or on these engines (`parameter` is "engine"); points of the other values do not bear it. */
  onlyWith?: { parameter: string; values: readonly string[] };
}

export interface ChoiceParameter extends ParameterBase {
  unit: 'choice';
  choices: readonly Choice[];
  default: readonly string[];
}

export interface NumberParameter extends ParameterBase {
  unit: Exclude<Unit, 'choice' | 'text'>;
  min: number;
  max: number;
  integer: boolean;
  /** Whole multiples of this alone. */
  multipleOf?: number;
  /** In place of `max` on these engines. */
  maxOn?: Readonly<Partial<Record<EngineName, number>>>;
  /** Doublings are drawn on a logarithmic axis. */
  scale: 'linear' | 'log';
  default: readonly number[];
  /** In place of `default` where one of these engines is asked. */
  defaultOn?: Readonly<Partial<Record<EngineName, readonly number[]>>>;
  /** At most so many for each CPU that may be used; a machine of more CPUs allows more, up to `max`. */
  perCpu?: number;
  /**
   * Bytes: at most this share of the memory that may be used, and so many times the last-level cache where the machine tells
   * its size, though never less than the largest default.
   */
  ofMachine?: { memory: number; lastLevels: number };
}

/** What a person writes: a program with its arguments, or a folder. */
export interface TextParameter extends ParameterBase {
  unit: 'text';
  sweep: false;
  holds: 'command' | 'folder';
  default: readonly string[];
}

export type Parameter = ChoiceParameter | NumberParameter | TextParameter;

export function isNumeric(parameter: Parameter | undefined): parameter is NumberParameter {
  return parameter !== undefined && parameter.unit !== 'choice' && parameter.unit !== 'text';
}

/**
 * The form of a metric's data decides its chart. `scalar`: a number, drawn over the sweep, and over two swept numbers as a heat
 * map besides. `grid`: a number, drawn as that heat map alone. `matrix`: a number for each pair. `outcome`: what was seen,
 * in words, beside what is said.
 */
export type MetricShape = 'scalar' | 'grid' | 'matrix' | 'histogram' | 'series' | 'perThread' | 'outcome';

export interface Metric {
  title: string;
  unit: Unit;
  better: 'more' | 'less' | null;
  shape: MetricShape;
  /** It spans decades over the sweep, and is drawn on a logarithm. Linear where it is absent. */
  scale?: 'log';
  help: string;
}

export interface Check {
  /** A holds always, anywhere; G holds when the gate is passed. */
  kind: 'A' | 'G';
  words: string;
}

/** A counter that the running threads advance and the window follows live. */
export interface LiveCounter {
  title: string;
  unit: Unit;
  /** The metric that this counter's rate is a moment of; absent where it is none's. */
  rateOf?: string;
}

export interface Experiment {
  id: string;
  question: string;
  group:
    | 'Processes and threads'
    | 'The interpreter lock'
    | 'Locks and signals'
    | 'Between processes'
    | 'The CPU'
    | 'Your own code';
  engines: readonly EngineName[];
  /** Whether more threads than CPUs are what is asked, or something to be warned of. */
  crowding: 'asked' | 'warned';
  /** How the threads of one without the parameter `placement` are pinned: one to every CPU, or each to a core of its own while there are cores, then to their further hardware threads. `pair`: two at most, by `placement`, which may be swept. Absent: by Linux. */
  pinned?: 'everyCpu' | 'ownCores' | 'pair';
  parameters: Readonly<Record<string, Parameter>>;
  metrics: Readonly<Record<string, Metric>>;
  checks: Readonly<Record<string, Check>>;
  live: Readonly<Record<string, LiveCounter>>;
  /**
   * Parameter on the x axis of sweeps, parameter that makes the lines, metric of the main chart. `also`: metrics that a
   * result draws below it, each by its shape. `shareNothing`: lines whose threads share nothing, so that their throughput is
   * bounded by linear gain over one thread. `overTimeAt`: what happened over time is drawn at both ends of the x axis, else
   * at the largest alone.
   */
  chart: {
    x: string;
    by: string;
    metric: string;
    also?: readonly string[];
    shareNothing?: readonly string[];
    overTimeAt?: 'ends';
  };
  /** The experiment's page: how it is measured, what to expect and why, references. Plain sentences. */
  page: { how: readonly string[]; expect: readonly string[]; references: readonly string[] };
  /** Added to each repeat's duration for start and warm-up (`perRepeatOn`: on engines where that is another), and once for calibration (seconds): the estimate's parts. */
  overhead: { perRepeat: number; once: number; perRepeatOn?: Readonly<Partial<Record<EngineName, number>>> };
  /** The oldest Python that its payload runs on; 3.6 where it is absent. */
  leastPython?: string;
  /** Repeats of each point where nobody says otherwise; those of plan.ts where it is absent. */
  usualRepeats?: number;
  /** The most processes that a repeat starts, where no parameter says how many. */
  processes?: number;
  /** The longest a repeat of a fixed count may take (seconds): what was done by then is its result. In an experiment of fixed time: what may come before and after that; absent where that is little. */
  longestRepeat?: number;
}

/** Keeps the literal names, so that handlers and tests can be checked against them. */
export function defineExperiment<const E extends Experiment>(experiment: E): E {
  return experiment;
}
