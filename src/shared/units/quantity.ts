/** Base units, used everywhere inside: in records, on the wire, in columns. Only `units/format.ts` turns them into words. */
export type Seconds = number;
export type Bytes = number;
export type Hertz = number;
/** A share of one; CPU use is a ratio of one core (1 = one core busy). */
export type Ratio = number;
export type PerSecond = number;
/** The scale of the sensors, and of everybody who reads them. */
export type Celsius = number;

/** The unit that a field, a parameter or a metric declares; it decides how a value is parsed and formatted. */
export type Unit =
  | 'seconds'
  | 'bytes'
  | 'hertz'
  | 'celsius'
  | 'ratio'
  | 'cores'
  | 'perSecond'
  | 'bytesPerSecond'
  | 'count'
  | 'index'
  | 'text'
  | 'choice';
