/** What the programs of io-bound answer, on every engine. */
import { z } from 'zod';
import { crewOf, workerPart } from './gilScalingAnswer.ts';

export const askingPart = workerPart.extend({
  /** Of its requests, which are its turns: those that were answered; and answers that came a second time, or to nothing that it asked. */
  answered: z.int(),
  twice: z.int(),
});
export type AskingPart = z.output<typeof askingPart>;

export const ioBoundAnswer = z.object({
  /** One worker, then all of them. */
  alone: crewOf(askingPart),
  together: crewOf(askingPart),
  /** Answers that the server has sent; null where there is none. */
  sent: z.int().nullable(),
});
export type IoBoundAnswer = z.output<typeof ioBoundAnswer>;
