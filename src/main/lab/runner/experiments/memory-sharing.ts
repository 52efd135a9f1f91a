/** Memory sharing: main and another that it starts write to one region; who sees whose writes, and what does a copy cost? */
import { z } from 'zod';
import { memorySharing } from '../../../../shared/lab/catalogue/memory-sharing.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { FindProgram } from '../engines/program.ts';
import type { CheckAnswer, MeasuredRepeat } from '../protocol.ts';
import type { OpenExperiment } from './experiment.ts';
import { memorySharingAnswer } from './memorySharingAnswer.ts';
import { openPrograms } from './openPrograms.ts';
import { finiteOrNull } from './stretch.ts';

const { size } = memorySharing.parameters;
const sharing = ['thread', 'sharedMemory', 'sharedArrayBuffer'];
const memorySharingPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  kind: z.string(),
  size: z.int().min(size.min).max(size.max),
  writtenShare: z.number().min(0).max(1),
});
type MemorySharingPoint = z.output<typeof memorySharingPoint>;
type Answer = z.output<typeof memorySharingAnswer>;

/** Below so many pages written, those that the process itself takes meanwhile are no longer few beside them. */
const judgedFrom = 512;
const tolerance = 0.1;

export function openMemorySharing(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => memorySharingPoint.parse(params),
    answer: memorySharingAnswer,
    live: () => ({ counter: 'written', actors: 1 }),
    conclude,
  });
}

function conclude(point: MemorySharingPoint, answer: Answer): MeasuredRepeat {
  const { written, othersSeen, mainsSeen, privateBytes, touching } = answer;
  const crossed = othersSeen.byMain + mainsSeen.byOther;
  return {
    metrics: {
      visibleWrites: finiteOrNull(crossed / (2 * written)),
      privateBytes,
      touchLatency: finiteOrNull(touching / written),
    },
    perThread: {},
    histograms: {},
    achieved: {},
    checks: written === 0 ? [] : checkAll(point, answer),
    readings: {},
  };
}

function checkAll({ kind }: MemorySharingPoint, answer: Answer): CheckAnswer[] {
  const { written, othersSeen, mainsSeen, privateBytes, pageBytes } = answer;
  const isOwn = othersSeen.byOther === written && mainsSeen.byMain === written;
  const detail = `of ${written} writes of each, main saw ${othersSeen.byMain} of the other’s and the other ${mainsSeen.byOther} of main’s${isOwn ? '' : '; not each saw all of its own'}`;
  if (sharing.includes(kind)) {
    return [
      { id: 'sharedSeen', holds: isOwn && othersSeen.byMain === written && mainsSeen.byOther === written, detail },
    ];
  }
  const answers: CheckAnswer[] = [
    { id: 'copyIsolated', holds: isOwn && othersSeen.byMain + mainsSeen.byOther === 0, detail },
  ];
  if (kind === 'fork' && privateBytes !== null && written >= judgedFrom) {
    const expected = written * pageBytes;
    answers.push({
      id: 'privateGrows',
      holds: Math.abs(privateBytes / expected - 1) <= tolerance,
      detail: `${privateBytes} B more of its own for ${written} pages written, ${expected} B`,
    });
  }
  return answers;
}
