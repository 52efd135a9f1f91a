/**
 * Changes every thread of a process. Linux's calls reach one thread alone, and threads are born meanwhile: those inherit from the one that
 * made them, so rounds go on until one finds every thread as asked.
 */
import type { Refused, ThreadDone } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { formatCount } from '../../../../shared/units/number.ts';
import { threadsOf, type NamedStat } from '../processes/lookUp.ts';
import { notPermitted, type MissingRight } from './rights.ts';
import { aim, gone, refusal } from './target.ts';

export type Applied = { kind: 'done' | 'gone' } | { kind: 'denied' } | { kind: 'refused' | 'missing'; words: string };

export interface ThreadChange<Value> {
  /** Value of each thread that still lives, by its number. */
  read: (pid: number, tids: readonly number[]) => Promise<ReadonlyMap<number, Value>>;
  isAsked: (value: Value) => boolean;
  /** Changes these threads, or more of the same process. `check` tells whether it is still the process that was meant. */
  apply: (pid: number, tids: readonly number[], check: () => boolean) => Promise<Applied>;
  /** The right that Linux missed where it refuses. */
  right: (pid: number, before: readonly Value[]) => MissingRight;
  /** A value within a sentence: "nice 5". */
  say: (value: Value) => string;
}

/** A process that makes threads faster than this many rounds can follow is told as it is then. */
const mostRounds = 8;

export async function changeEveryThread<Value>(
  key: ProcessKey,
  ownPid: number,
  change: ThreadChange<Value>,
): Promise<ThreadDone<Value> | Refused> {
  const first = aim(key, ownPid);
  if ('refused' in first) return first.refused;
  const { stat } = first;
  const check = () => 'stat' in aim(key, ownPid);
  const before = [...(await change.read(key.pid, threadsOf(key.pid))).values()];
  const tried = new Set<number>();
  for (let round = 0; round < mostRounds; round++) {
    const values = await change.read(key.pid, threadsOf(key.pid));
    const waiting = [...values].filter(([, value]) => !change.isAsked(value)).map(([tid]) => tid);
    if (waiting.every((tid) => tried.has(tid))) break; // all as asked, or Linux keeps to something else
    if (!check()) return gone(key, stat.name);
    const applied = await change.apply(key.pid, waiting, check);
    switch (applied.kind) {
      case 'done':
        for (const tid of waiting) tried.add(tid);
        break;
      case 'gone': // threads that ended between listing and change; the next round sees who is left
        break;
      case 'denied': {
        const words = await changedWords(key, change);
        return notPermitted(key, stat, change.right(key.pid, before), words);
      }
      case 'refused':
      case 'missing': {
        const words = `${applied.words} ${await changedWords(key, change)}`;
        return refusal(key, stat.name, 'notSupported', words);
      }
    }
  }
  return report(key, stat, change, before);
}

async function report<Value>(
  key: ProcessKey,
  stat: NamedStat,
  change: ThreadChange<Value>,
  before: readonly Value[],
): Promise<ThreadDone<Value> | Refused> {
  const values = [...(await change.read(key.pid, threadsOf(key.pid))).values()];
  if (values.length === 0) return gone(key, stat.name);
  const after = grouped(values);
  const parts = after.map(({ value, threads }) => `${threadWords(threads)} ${change.say(value)}`);
  const isAsAsked = values.every((value) => change.isAsked(value));
  const words = `${isAsAsked ? '' : 'Not as asked: '}Linux now reports ${parts.join(', ')}.`;
  return { outcome: 'done', process: { ...key, name: stat.name }, before: grouped(before), after, words };
}

/** Equal values together, those of most threads first. */
function grouped<Value>(values: readonly Value[]): { value: Value; threads: number }[] {
  const groups = new Map<string, { value: Value; threads: number }>();
  for (const value of values) {
    const group = groups.get(JSON.stringify(value));
    if (group === undefined) groups.set(JSON.stringify(value), { value, threads: 1 });
    else group.threads += 1;
  }
  return [...groups.values()].toSorted((one, other) => other.threads - one.threads);
}

async function changedWords<Value>({ pid }: ProcessKey, change: ThreadChange<Value>): Promise<string> {
  const values = [...(await change.read(pid, threadsOf(pid))).values()];
  const changed = values.filter((value) => change.isAsked(value)).length;
  if (changed === 0) return 'Nothing was changed.';
  return `Of its ${threadWords(values.length)}, ${formatCount(changed)} ${changed === 1 ? 'is' : 'are'} as asked now.`;
}

function threadWords(count: number): string {
  return count === 1 ? '1 thread' : `${formatCount(count)} threads`;
}
