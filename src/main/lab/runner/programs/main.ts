/**
 * A program on Node that measures by itself, a child of the runner: started with the program's name. What such a program
 * starts is this file again, as a worker or as a child; it imports little, so that a started unit comes soon to its first instruction.
 */
import { isStartedUnit, runStartedUnit } from './startedUnit.ts';

if (isStartedUnit()) runStartedUnit();
else await (await import('./measure.ts')).measure(process.argv[2] ?? '');
