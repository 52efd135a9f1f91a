/** Reads a command's arguments with node:util parseArgs; what is wrong is said in one sentence and ends with status 2. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ThreadlabError } from '../../shared/errors.ts';
import { parseQuantity } from '../../shared/units/parse.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { UsageError } from './terminal.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** `positionals`: how many there may be at most. Throws UsageError. */
export function readOptions<const O extends Options>(args: string[], options: O, positionals: number) {
  const read = () => parseArgs({ args, options, strict: true, allowPositionals: true });
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read();
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      throw new UsageError(error.message.replace(/\. To specify.*$/s, '.'), { cause: error });
    }
    throw error;
  }
  const surplus = parsed.positionals[positionals];
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one word too many.`);
  return parsed;
}

/** An option's number in base units, within its range; undefined when it was not given. Throws UsageError. */
export function numberOption(
  text: string | undefined,
  name: string,
  unit: Unit,
  range: { min: number; max: number; integer?: boolean },
): number | undefined {
  if (text === undefined) return undefined;
  const value = quantity(text, name, unit);
  if (value < range.min || value > range.max || (range.integer === true && !Number.isInteger(value))) {
    const kind = range.integer === true ? 'a whole number' : 'a number';
    throw new UsageError(`--${name} takes ${kind} from ${range.min} to ${range.max}, not ${text}.`);
  }
  return value;
}

function quantity(text: string, name: string, unit: Unit): number {
  try {
    return parseQuantity(text, unit);
  } catch (error) {
    if (error instanceof ThreadlabError) throw new UsageError(`--${name}: ${error.message}`, { cause: error });
    throw error;
  }
}
