/**
 * Workers of a program on Node, threads or child processes, which set out together and work for a fixed time. Each runs
 * teamMember.ts; what it does there is its experiment's.
 */
import { z } from 'zod';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { monotonicSeconds } from '../monotonic.ts';
import type { ThreadName } from '../protocol.ts';
import { startProcess, startThread } from './startPart.ts';
import type { MemberOrder } from './teamMember.ts';

/** How long the loops run before their time counts: V8 compiles them meanwhile. */
const warm: Seconds = 0.1;

const ready = z.object({ tid: z.int() });

export interface TeamOrder {
  /** The experiment, whose work they do. */
  program: string;
  kind: 'threads' | 'processes';
  /** What worker i is called, less its `-w<i>`. */
  name: string;
  count: number;
  duration: Seconds;
  /** What each is told of its work. */
  asked: Readonly<Record<string, unknown>>;
  /** Whether they advance the live counters. */
  live: boolean;
  /** Is told of all before they set out. */
  started?: (threads: ThreadName[]) => void;
}

export interface TeamResult {
  begin: number;
  end: number;
  /** By their number, as each answered. */
  workers: unknown[];
}

export async function workTogether(order: TeamOrder): Promise<TeamResult> {
  const { program, kind, name, count, duration, asked, live, started } = order;
  const start = kind === 'threads' ? startThread : startProcess;
  const members = Array.from({ length: count }, () => start('team-member', program));
  try {
    const names = members.map((_, i) => `${name.slice(0, 15 - `-w${count - 1}`.length)}-w${i}`);
    const arrived = members.map((member) => member.next());
    members.forEach((member, number) => {
      const own: MemberOrder = { name: names[number] ?? '', number, count, live, asked };
      member.send(own);
    });
    const tids = (await Promise.all(arrived)).map((message) => ready.parse(message).tid);
    started?.(tids.map((tid, i) => ({ tid, name: names[i] ?? '' })));
    const begin = monotonicSeconds() + warm;
    const end = begin + duration;
    const answers = members.map((member) => member.next());
    for (const member of members) member.send({ begin, end });
    return { begin, end, workers: await Promise.all(answers) };
  } finally {
    await Promise.all(members.map((member) => member.end()));
  }
}
