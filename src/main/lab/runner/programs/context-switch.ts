/** context-switch on Node: main sends a token to a worker or a child and waits until it comes back, again and again. */
import { z } from 'zod';
import type { ContextSwitchAnswer } from '../experiments/contextSwitchAnswer.ts';
import { pinThreads } from '../placement.ts';
import { monotonicSeconds } from '../protocol.ts';
import { ownThreadId, readThreadTimes } from '../threadIdentity.ts';
import { total } from '../total.ts';
import type { Telling } from './nodePrograms.ts';
import { startSwitchOther } from './switchOthers.ts';
import { lastToken } from './tokenEnds.ts';
import { touchesOf } from './workingSet.ts';

const request = z.object({
  channel: z.enum(['messagePort', 'pipe', 'socket']),
  between: z.enum(['threads', 'processes']).default('threads'),
  workingSet: z.int(),
  /** Of main and the other; empty where nothing is pinned. */
  cpus: z.array(z.int()),
  duration: z.number(),
});

/** Before what counts, seconds: V8 compiles what is often called. */
const warmUp = 0.1;

export async function contextSwitch(asked: unknown, telling: Telling): Promise<ContextSwitchAnswer> {
  const { channel, between, workingSet, cpus, duration } = request.parse(asked);
  const other = await startSwitchOther(channel, between, workingSet);
  const main = { process: process.pid, tid: ownThreadId() };
  const sides = [main, other.is];
  const pinned = cpus.map((cpu, i) => pinOne(sides[i], cpu));
  telling.started('switch-main', [{ tid: other.is.tid, name: 'switch-other' }]);
  const switches = () => total(sides.map((side) => readThreadTimes(side.tid, side.process).switches ?? NaN));

  const touch = touchesOf(workingSet);
  let [sent, wrong] = [1, 0];
  /** Where what counts begins, and where it ends. */
  const moments: Moment[] = [];
  const begun = monotonicSeconds();
  touch();
  await other.end.rally((token) => {
    wrong += Number(token !== sent - 1);
    telling.count(0, sent);
    const at = monotonicSeconds();
    const [begin] = moments;
    if (begin === undefined && at - begun >= warmUp)
      moments.push({ sent, switches: switches(), at: monotonicSeconds() });
    else if (begin !== undefined && at - begin.at >= duration) {
      moments.push({ at, sent, switches: switches() });
      return lastToken;
    }
    touch();
    sent += 1;
    return sent - 1;
  }, 0);
  const answered = await other.answered;
  const [before, after] = moments;
  if (before === undefined || after === undefined) throw new Error('The tokens stopped before the time was over.');
  const switched = after.switches - before.switches;
  return {
    sent,
    wrong,
    answered,
    turns: after.sent - before.sent,
    elapsed: after.at - before.at,
    switches: Number.isNaN(switched) ? null : switched,
    pins: cpus.length === 0 ? null : total(pinned) / sides.length,
  };
}

interface Moment {
  at: number;
  sent: number;
  switches: number;
}

/** 1 where the pin holds. */
function pinOne(side: { process: number; tid: number } | undefined, cpu: number): number {
  return side === undefined ? 0 : pinThreads({ process: side.process, tids: [side.tid] }, [cpu]);
}
