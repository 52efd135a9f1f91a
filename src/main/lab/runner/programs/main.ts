/**
 * A program on Node that measures by itself, a child of the runner: started with the program's name. What such a program
 * starts is this file again, as a worker or as a child; it imports little, so that a started unit comes soon to its first instruction.
 */
import { startedParts } from './startedParts.ts';
import { runStartedUnit, unitArgument } from './startedUnit.ts';

const name = process.argv[2] ?? '';
const parts: Readonly<Record<string, (() => Promise<void>) | undefined>> = startedParts;
const part = parts[name];
if (name === unitArgument) runStartedUnit();
else if (part) await part();
else await (await import('./measure.ts')).measure(name);
