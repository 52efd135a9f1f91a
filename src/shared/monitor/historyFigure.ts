/** A chart of what was seen over time, as it is asked for as a figure. */
import { z } from 'zod';
import { procedure } from '../rpc/contract.ts';

export const historyFigure = z.object({
  title: z.string().min(1).max(100),
  /** Of what: the machine, or a process by name and number. */
  subject: z.string().min(1).max(200),
  unit: z.enum(['count', 'bytes', 'ratio', 'cores', 'bytesPerSecond', 'perSecond', 'celsius']),
  /** Seconds from the left edge to the right one, and when the newest reading was taken. */
  length: z.number().min(1).max(86_400),
  until: z.iso.datetime(),
  /** Seconds of which each point is the mean; 0: every reading is a point. */
  step: z.number().min(0).max(3600),
  lines: z
    .array(
      z.object({
        name: z.string().max(100),
        /** `at`: seconds from the left edge, ascending; null breaks the line. */
        points: z
          .array(z.object({ at: z.number().min(0).max(86_400), value: z.number().min(0).max(1e18).nullable() }))
          .max(1000),
      }),
    )
    .min(1)
    .max(8),
});
export type HistoryFigure = z.output<typeof historyFigure>;

export const monitorFigure = {
  /** Drawn for export, with the machine in its caption; bytes as base64. */
  figure: procedure({
    input: z.object({ figure: historyFigure, format: z.enum(['svg', 'png']) }),
    output: z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }),
    errors: ['notSupported'],
  }),
} as const;
