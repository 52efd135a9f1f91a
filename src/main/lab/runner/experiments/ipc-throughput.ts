/** ipc-throughput: one side sends, the other receives; how many messages a second, how many bytes, and how long to and fro? */
import { z } from 'zod';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { median } from '../../../../shared/statistics/quantile.ts';
import { formatCount } from '../../../../shared/units/number.ts';
import type { FindProgram } from '../engines/program.ts';
import type { CheckAnswer, MeasuredRepeat } from '../protocol.ts';
import type { OpenExperiment } from './experiment.ts';
import { ipcAnswer, type IpcAnswer } from './ipcAnswer.ts';
import { openPrograms } from './openPrograms.ts';

const ipcPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  channel: z.string(),
  messageSize: z.int().min(16),
  shape: z.enum(['bytes', 'objects']),
  duration: z.number().positive(),
});
type IpcPoint = z.output<typeof ipcPoint>;

/** Channels of which it is asked whether another process reaches them, and whether it does. */
const reaches: Readonly<Record<string, boolean>> = { 'queue.Queue': false, 'multiprocessing.Queue': true };

export function openIpcThroughput(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => ipcPoint.parse(params),
    answer: ipcAnswer,
    live: () => ({ counter: 'messages', actors: 1 }),
    conclude,
  });
}

/** Exported for the tests of its checks. */
export function conclude({ channel, messageSize }: IpcPoint, answer: IpcAnswer): MeasuredRepeat {
  const perSecond = answer.received.count / answer.elapsed;
  return {
    metrics: {
      messagesPerSecond: perSecond,
      bytesPerSecond: perSecond * messageSize,
      roundTrip: median(answer.roundTrips),
    },
    perThread: {},
    histograms: {},
    achieved: {},
    checks: [checksums(answer), ...reach(channel, answer)],
    readings: {},
  };
}

function checksums({ sent, received, roundTrips, wrongAnswers }: IpcAnswer): CheckAnswer {
  const same = sent.sum === received.sum;
  return {
    id: 'checksums',
    holds: sent.count === received.count && same && wrongAnswers === 0,
    detail: `${formatCount(sent.count)} messages sent and ${formatCount(received.count)} received, their sums ${same ? 'the same' : 'not the same'}; ${formatCount(wrongAnswers)} of ${formatCount(roundTrips.length)} came back changed`,
  };
}

function reach(channel: string, { reached }: IpcAnswer): CheckAnswer[] {
  const expected = Object.hasOwn(reaches, channel) ? reaches[channel] : undefined;
  if (expected === undefined || reached === null) return [];
  const detail = `what another process put into a ${channel} ${reached ? 'was there' : 'was not there'}`;
  return [{ id: 'reach', holds: reached === expected, detail }];
}
