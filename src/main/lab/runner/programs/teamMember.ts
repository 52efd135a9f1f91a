/** A worker thread or child process that team.ts starts: says that it is there, waits for the time, does its experiment's work, and answers. */
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { monotonicSeconds } from '../monotonic.ts';
import { nameOwnThread, ownThreadId, readThreadTimes } from '../threadIdentity.ts';
import { setCount } from './liveCounter.ts';

/** Between two notes of the count: a note costs a call of Linux, which a short turn would feel. */
const noteEvery: Seconds = 0.01;

const memberOrder = z.object({
  name: z.string(),
  number: z.int(),
  count: z.int(),
  live: z.boolean(),
  asked: z.record(z.string(), z.unknown()),
});
export type MemberOrder = z.output<typeof memberOrder>;
const times = z.object({ begin: z.number(), end: z.number() });

/** What a member is told. */
export interface MemberTask extends z.output<typeof times> {
  asked: Readonly<Record<string, unknown>>;
  /** Which of how many it is. */
  number: number;
  count: number;
  /** Notes the live count, now and then. */
  note: (made: number, at: Seconds) => void;
}

/** By experiment; each is loaded when it is asked for, so that none pays for the others. */
const works: Readonly<Record<string, () => Promise<(task: MemberTask) => unknown>>> = {
  'gil-scaling': async () => (await import('./shareOfWork.ts')).shareOfWork,
  'io-bound': async () => (await import('./asking.ts')).askAndAskAgain,
};

/** Until the one who started it ends it, or ends. */
export async function runTeamMember(): Promise<void> {
  const load = works[process.argv[3] ?? ''];
  if (!load) throw new Error(`There is no team of ${process.argv[3]}.`);
  const messages = incoming();
  const work = await load();
  const order = memberOrder.parse(await messages());
  nameOwnThread(order.name);
  tell({ tid: ownThreadId() });
  const { begin, end } = times.parse(await messages());
  tell(await work({ ...order, begin, end, note: order.live ? noteNowAndThen(order.number) : () => undefined }));
}

/** Each call resolves with the next message. */
function incoming(): () => Promise<unknown> {
  const waiting: unknown[] = [];
  let wake: (() => void) | undefined;
  const hear = (message: unknown) => {
    waiting.push(message);
    wake?.();
  };
  if (parentPort) parentPort.on('message', hear);
  else process.on('message', hear).once('disconnect', () => process.exit(0));
  return async () => {
    if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return waiting.shift();
  };
}

function tell(message: unknown): void {
  if (parentPort) parentPort.postMessage(message);
  else process.send?.(message);
}

function noteNowAndThen(number: number): (made: number, at: Seconds) => void {
  let noted = 0;
  return (made, at) => {
    if (at - noted < noteEvery) return;
    noted = at;
    setCount(layout.LINE * number, made);
  };
}

/** Turns of a loop until a turn ends past `end`, as workerPart of gilScalingAnswer.ts tells them. `turn(made)` is one. */
export function countTurns({ begin, end, note }: MemberTask, turn: (made: number) => void) {
  const cpu = () => readThreadTimes(ownThreadId()).cpuTime;
  let made = 0;
  const until = (moment: Seconds): Seconds => {
    let now = monotonicSeconds();
    while (now < moment) {
      turn(made);
      made += 1;
      now = monotonicSeconds();
      note(made, now);
    }
    return now;
  };
  const entered = monotonicSeconds();
  const first = until(begin);
  const [before, used] = [made, cpu()];
  const last = until(end);
  const all = cpu();
  return {
    entered,
    first,
    last,
    turns: made,
    counted: made - before,
    cpu: all === null || used === null ? null : all - used,
  };
}
