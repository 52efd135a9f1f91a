/** A member of io-bound's team: one task that asks, and asks again when it has the answer, or several of them at once. */
import { z } from 'zod';
import type { AskingPart } from '../experiments/ioBoundAnswer.ts';
import { monotonicSeconds } from '../monotonic.ts';
import { blockingFile, connection, pooledFile, sleeper, type Asker } from './askers.ts';
import type { MemberTask } from './teamMember.ts';

/** Numbers of one task's requests. */
const numbers = 1_000_000_000;

const tasks = {
  tasks: z.int().min(1),
  /** Whether tasks take turns on one event loop, so that none may block it. */
  atOnce: z.boolean(),
};
const request = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sleep'), wait: z.number(), ...tasks }),
  z.object({ kind: z.literal('socket'), port: z.int(), ...tasks }),
  z.object({ kind: z.literal('file'), ...tasks }),
]);
type Request = z.output<typeof request>;

/** What each of its tasks made. */
export async function askAndAskAgain(member: MemberTask): Promise<AskingPart[]> {
  const asked = request.parse(member.asked);
  let made = 0;
  const note = () => member.note((made += 1), monotonicSeconds());
  const first = member.number * asked.tasks;
  return Promise.all(Array.from({ length: asked.tasks }, (_, i) => goOnAsking(member, asked, first + i, note)));
}

async function goOnAsking(
  { begin, end }: MemberTask,
  asked: Request,
  number: number,
  note: () => void,
): Promise<AskingPart> {
  const asker = await askerOf(asked);
  const entered = monotonicSeconds();
  let [now, turns, answered, twice] = [entered, 0, 0, 0];
  let [first, before]: [number | null, number] = [null, 0];
  while (now < end) {
    const own = number * numbers + turns;
    const found = await asker.ask(own);
    turns += 1;
    answered += found.includes(own) ? 1 : 0;
    twice += found.length - 1;
    note();
    now = monotonicSeconds();
    if (first === null && now >= begin) [first, before] = [now, turns];
  }
  await asker.close();
  const counted = first === null ? 0 : turns - before;
  return { entered, first: first ?? now, last: now, cpu: null, turns, counted, answered, twice };
}

function askerOf(asked: Request): Asker | Promise<Asker> {
  switch (asked.kind) {
    case 'sleep':
      return sleeper(asked.wait);
    case 'socket':
      return connection(asked.port);
    case 'file':
      return asked.atOnce ? pooledFile() : blockingFile();
  }
}
