/**
 * What stands out in the lanes of a process, in words and with the doubt that belongs to it: at most two sentences, and none where
 * nothing does. CPU time and switches are counted by Linux; what a thread waits for is a sample.
 */
import { formatRatio } from '../units/format.ts';
import { formatSeconds } from '../units/duration.ts';
import { formatCount, formatSignificant } from '../units/number.ts';
import type { Ratio, Seconds } from '../units/quantity.ts';
import type { Balance } from './balance.ts';
import type { LaneHistory, LaneSpan } from './laneHistory.ts';
import type { LaneSummary } from './laneSummaries.ts';

export interface LaneFinding {
  kind: 'convoy' | 'straggler' | 'spinner' | 'starved';
  /** Threads that it is about. */
  tids: number[];
  /** The statement; then what it rests on and what speaks against it. Names are hostile text. */
  statement: string;
  doubt: string;
}

/** A thread that was seen for less of the window than this says nothing. */
const leastCovered: Ratio = 0.3;
const mostFindings = 2;
/** Sample by sample no more threads than these are compared, those that ran most. */
const mostCompared = 64;
/** On a CPU or ready for one, nearly always, and hardly ever gone by itself. */
const spins = { busy: 0.9, running: 0.01, voluntary: 1, waited: 0.05 };
const starves = { waiting: 0.2 };
const queues = { threads: 3, lock: 0.3, ran: 0.003, together: 0.6, overlap: 0.1 };
const straggles = { threads: 3, recent: 2 satisfies Seconds, before: 0.5, busy: 0.9, done: 0.02 };

type Judged = LaneSummary & { balance: Balance };

/** Over the last `window` seconds. */
export function laneFindings(history: LaneHistory, window: Seconds): LaneFinding[] {
  const lanes = history
    .summaries(window)
    .filter((lane): lane is Judged => lane.isLive && lane.balance !== null && lane.covered >= leastCovered * window)
    .toSorted((one, other) => other.balance.run - one.balance.run || one.tid - other.tid);
  const found: LaneFinding[] = [];
  for (const rule of [convoy, straggler, spinner, starved]) {
    const told = new Set(found.flatMap(({ tids }) => tids));
    const finding = rule(
      lanes.filter(({ tid }) => !told.has(tid)),
      history,
      window,
    );
    if (finding !== null) found.push(finding);
  }
  return found.slice(0, mostFindings);
}

/** Threads that are never away from the CPU by their own will. */
function spinner(lanes: readonly Judged[], _: LaneHistory, window: Seconds): LaneFinding | null {
  const busy = lanes.filter(
    ({ balance, voluntary }) =>
      balance.run + balance.cpu >= spins.busy &&
      balance.run >= spins.running &&
      (Number.isNaN(voluntary) || voluntary <= spins.voluntary),
  );
  const [first] = busy;
  if (first === undefined) return null;
  const alone = busy.length === 1;
  const known = busy.every(({ voluntary }) => !Number.isNaN(voluntary));
  const never = busy.every(({ voluntary }) => voluntary === 0);
  const gaveUp = never ? 'never gave it up' : 'hardly ever gave it up';
  const share = rangeOf(busy.map(({ balance }) => balance.run));
  const waited = busy.some(({ balance }) => balance.cpu >= spins.waited)
    ? ` and waiting for one ${rangeOf(busy.map(({ balance }) => balance.cpu))}`
    : '';
  const switches = known ? `, and by ${alone ? 'itself' : 'themselves'} ${gaveUp}` : '';
  return {
    kind: 'spinner',
    tids: busy.map(({ tid }) => tid),
    statement: `${who(busy)} ${alone ? 'was' : 'were each'} on a CPU ${share}${waited} of ${stretch(first, window)}${switches}.`,
    doubt: `${alone ? 'It' : 'They'} may be spinning, or computing: from outside the two look the same.`,
  };
}

function starved(lanes: readonly Judged[], _: LaneHistory, window: Seconds): LaneFinding | null {
  const waiting = lanes.filter(({ balance }) => balance.cpu >= starves.waiting);
  waiting.sort((one, other) => other.balance.cpu - one.balance.cpu);
  const [worst] = waiting;
  if (worst === undefined) return null;
  const share = rangeOf(waiting.map(({ balance }) => balance.cpu));
  const pushed = waiting.length === 1 ? pushedOff(worst.involuntary) : '';
  return {
    kind: 'starved',
    tids: waiting.map(({ tid }) => tid),
    statement: `${who(waiting)} ${waiting.length === 1 ? 'was' : 'were each'} ready and had no CPU ${share} of ${stretch(worst, window)}${pushed}.`,
    doubt: 'More threads want a CPU than may have one, or the quota of their group is used up.',
  };
}

function pushedOff(rate: number): string {
  if (Number.isNaN(rate)) return '';
  return `, pushed off ${rate >= 10 ? formatCount(Math.round(rate)) : formatSignificant(rate, 2)} times a second`;
}

/** Threads of which most wait in a futex while one runs, and hardly ever two at once. */
function convoy(lanes: readonly Judged[], history: LaneHistory, window: Seconds): LaneFinding | null {
  const group = lanes.filter(({ balance }) => balance.lock >= queues.lock && balance.run >= queues.ran);
  const [first] = group;
  const together = group.reduce((sum, { balance }) => sum + balance.run, 0);
  if (first === undefined || group.length < queues.threads || together < queues.together) return null;
  const busy = new Map<Seconds, { length: Seconds; run: Seconds }>();
  for (const { key } of group.slice(0, mostCompared)) {
    for (const { from, to, run } of history.spansOf(key, window)) {
      const span = busy.get(to) ?? { length: to - from, run: 0 };
      span.run += run * span.length;
      busy.set(to, span);
    }
  }
  const spans = [...busy.values()];
  const ran = spans.reduce((sum, { run }) => sum + run, 0);
  const atOnce = spans.reduce((sum, { run, length }) => sum + Math.max(0, run - length), 0);
  if (!(atOnce <= queues.overlap * ran)) return null;
  const share = rangeOf(group.map(({ balance }) => balance.lock));
  const inOrder = group.toSorted((one, other) => one.tid - other.tid);
  return {
    kind: 'convoy',
    tids: group.map(({ tid }) => tid),
    statement: `${who(inOrder)} wait in a futex ${share} of ${stretch(first, window)}, and no more than one of them runs at a time.`,
    doubt: 'They may queue for one lock; samples cannot tell it from work that is handed on.',
  };
}

/** One of several alike that goes on after the others have come to rest. */
function straggler(lanes: readonly Judged[], history: LaneHistory, window: Seconds): LaneFinding | null {
  const border = history.now - Math.max(straggles.recent, window / 5);
  const kinds = Map.groupBy(
    lanes.filter(({ balance }) => balance.run > straggles.done).slice(0, mostCompared),
    ({ name }) => name.replace(/[\d\s#:_-]+$/, ''),
  );
  for (const group of kinds.values()) {
    if (group.length < straggles.threads) continue;
    const sides = group.map((lane) => ({ lane, ...sidesOf(history.spansOf(lane.key, window), border) }));
    if (!sides.every(({ before }) => before >= straggles.before)) continue;
    const still = sides.filter(({ after }) => after >= straggles.busy);
    const done = sides.filter(({ after }) => after <= straggles.done);
    const [last] = still;
    if (last === undefined || still.length !== 1 || done.length !== group.length - 1) continue;
    const since = history.now - Math.max(...done.map(({ lastRan }) => lastRan));
    return {
      kind: 'straggler',
      tids: [last.lane.tid],
      statement: `${who([last.lane])} still runs, while the ${formatCount(done.length)} others of its name have rested for ${formatSeconds(since, 2)} at least.`,
      doubt: 'It may be the straggler that they wait for; samples see no dependence.',
    };
  }
  return null;
}

/** Running and ready for it, as a share of the time before and after the border; when it ran last. */
function sidesOf(spans: readonly LaneSpan[], border: Seconds): { before: Ratio; after: Ratio; lastRan: Seconds } {
  const sums = { before: 0, beforeLength: 0, after: 0, afterLength: 0 };
  let lastRan = -Infinity;
  for (const { from, to, run, wait } of spans) {
    const length = to - from;
    const busy = (run + wait) * length;
    if (run >= 0.5) lastRan = to;
    if (to <= border) {
      sums.before += busy;
      sums.beforeLength += length;
    } else {
      sums.after += busy;
      sums.afterLength += length;
    }
  }
  return { before: sums.before / sums.beforeLength, after: sums.after / sums.afterLength, lastRan };
}

/** "flush-0 (48,220)"; "flush-0, flush-1 and 2 more threads". */
function who(lanes: readonly LaneSummary[]): string {
  const names = lanes.slice(0, 2).map(({ name, tid }) => (lanes.length === 1 ? `${name} (${tid})` : name));
  const more = lanes.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${formatCount(more)} more ${more === 1 ? 'thread' : 'threads'}`;
  return names.join(' and ');
}

function rangeOf(shares: readonly Ratio[]): string {
  const whole = (share: Ratio) => formatRatio(Math.round(share * 100) / 100);
  const [low, high] = [whole(Math.min(...shares)), whole(Math.max(...shares))];
  return low === high ? high : `${low.replace(/%$/, '')} to ${high}`;
}

function stretch({ covered }: LaneSummary, window: Seconds): string {
  return `the last ${formatSeconds(Math.round(Math.min(window, covered)), 2)}`;
}
