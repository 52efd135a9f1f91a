/** process-pool on Node, which has no pool of its own: the caller keeps the tasks in a list and gives the next one to whoever is free. */
import { z } from 'zod';
import type { PoolAnswer } from '../experiments/poolAnswer.ts';
import { monotonicSeconds } from '../protocol.ts';
import type { Telling } from './nodePrograms.ts';
import { poolWord } from './poolWorker.ts';
import { startProcess, startThread, type Part } from './startPart.ts';

const request = z.object({
  kind: z.enum(['processes', 'workers']),
  workers: z.int().min(1),
  tasks: z.int().min(1),
  taskTime: z.number(),
});

/** No task is given out after so long (seconds). */
const longest = 10;

export async function processPool(asked: unknown, telling: Telling): Promise<PoolAnswer> {
  const { kind, workers, tasks, taskTime } = request.parse(asked);
  const start = kind === 'workers' ? startThread : startProcess;
  const hands = Array.from({ length: workers }, (_, seat) => start('pool-worker', String(seat)));
  telling.started('pool-caller');
  // All are there, and what they need is loaded.
  for (let round = 0; round < 2; round += 1) await Promise.all(hands.map((hand) => done(hand, tasks, 0)));
  const queue: number[] = [];
  const submitted: number[] = [];
  const answers: PoolAnswer['tasks'] = [];
  let held = 0;
  const began = monotonicSeconds();
  for (let number = 0; number < tasks; number += 1) {
    const before = monotonicSeconds();
    submitted.push(before);
    queue.push(number);
    held += monotonicSeconds() - before;
  }
  await Promise.all(
    hands.map(async (hand, seat) => {
      for (let made = 1; queue.length > 0 && monotonicSeconds() < began + longest; made += 1) {
        const number = queue.shift() ?? NaN;
        const word = await done(hand, number, taskTime);
        answers.push({ number, waited: word.began - (submitted[number] ?? NaN), took: word.ended - word.began });
        telling.count(seat, made);
      }
    }),
  );
  const elapsed = monotonicSeconds() - began;
  const given = tasks - queue.length;
  const ran = Array<number>(tasks).fill(0);
  for (const hand of hands)
    for (const number of await ranBy(hand)) if (number < tasks) ran[number] = (ran[number] ?? 0) + 1;
  await Promise.all(hands.map((hand) => hand.end()));
  return { submitted: given, elapsed, held, tasks: answers, ran: ran.slice(0, given) };
}

async function done(hand: Part, number: number, time: number) {
  hand.send({ number, time });
  const word = poolWord.parse(await hand.next());
  if ('ran' in word || word.number !== number) throw new Error(`Task ${number} was answered by another.`);
  return word;
}

async function ranBy(hand: Part): Promise<number[]> {
  hand.send('end');
  const word = poolWord.parse(await hand.next());
  if (!('ran' in word)) throw new Error('A worker told of a task instead of its end.');
  return word.ran;
}
