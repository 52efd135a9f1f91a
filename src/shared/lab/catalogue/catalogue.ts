/** Every experiment of the Lab, in the order of the catalogue. */
import type { Experiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';
import { oversubscription } from './oversubscription.ts';

export const catalogue: readonly Experiment[] = [lockContention, oversubscription];
