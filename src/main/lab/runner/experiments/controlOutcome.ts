/** What the cases of control saw, in words, beside what is said of them. */
import { z } from 'zod';
import type { Outcome } from '../../../../shared/runs/record.ts';

export const controlPoint = z.object({
  engine: z.literal('python'),
  interpreter: z.string(),
  case: z.enum(['eventStopsSiblings', 'daemonAtExit', 'terminateChild', 'signalStranger', 'mainChangesGlobal']),
});
type Case = z.output<typeof controlPoint>['case'];

const termination = 15; // SIGTERM

const siblings = z.object({ ended: z.int(), of: z.int() });
const exits = z.object({ daemonEnded: z.boolean(), plainFinished: z.boolean() });
const child = z.object({ signal: z.int().nullable() });
const stranger = z.object({ signal: z.int().nullable(), refused: z.int().nullable() });
const lookers = z.object({ threads: z.int(), of: z.int(), inProcess: z.boolean() });

/** `seen`: as src/python/control.py tells it. */
export function controlOutcome(what: Case, seen: unknown): Outcome {
  switch (what) {
    case 'eventStopsSiblings': {
      const { ended, of } = siblings.parse(seen);
      const said = 'A thread can control its siblings.';
      return ended === of
        ? {
            code: 'stopped',
            words: `All ${of} siblings ended: each looked at the event and returned.`,
            said,
            asSaid: true,
          }
        : { code: 'wentOn', words: `${of - ended} of ${of} siblings went on.`, said, asSaid: false };
    }
    case 'daemonAtExit': {
      const { daemonEnded, plainFinished } = exits.parse(seen);
      const said = 'A daemon thread ends with the main thread.';
      const words = `The daemon thread ${daemonEnded ? 'was cut off at the end of main' : 'outlived main'}; a thread that is none was ${plainFinished ? '' : 'not '}waited for.`;
      const asSaid = daemonEnded && plainFinished;
      return { code: asSaid ? 'endedWithMain' : 'otherwise', words, said, asSaid };
    }
    case 'terminateChild': {
      const { signal } = child.parse(seen);
      const said = 'A process can control its children.';
      return signal === termination
        ? { code: 'ended', words: 'The child was ended by SIGTERM.', said, asSaid: true }
        : { code: 'otherwise', words: notBySignal(signal), said, asSaid: false };
    }
    case 'signalStranger': {
      const { signal, refused } = stranger.parse(seen);
      const said = 'A process can control its children alone.';
      if (refused !== null)
        return { code: 'refused', words: `Linux refused it (errno ${refused}).`, said, asSaid: true };
      return signal === termination
        ? {
            code: 'ended',
            words: 'A process that is not its parent ended it by SIGTERM: Linux asks for the user, not for the parent.',
            said,
            asSaid: false,
          }
        : { code: 'otherwise', words: notBySignal(signal), said, asSaid: true };
    }
    case 'mainChangesGlobal': {
      const { threads, of, inProcess } = lookers.parse(seen);
      const said = 'A change by the main thread can affect the other threads.';
      const words = `${threads} of ${of} threads saw the change; a forked process ${inProcess ? 'saw it too' : 'did not'}.`;
      return {
        code: threads === of ? (inProcess ? 'seenByAll' : 'seenByThreads') : 'notSeen',
        words,
        said,
        asSaid: threads === of,
      };
    }
  }
}

function notBySignal(signal: number | null): string {
  return signal === null ? 'It was not ended by a signal.' : `It was ended by signal ${signal}.`;
}
