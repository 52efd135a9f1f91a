/** The processes that an action is about, as a person tells them apart, and why some of them are left alone. */
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import type { Snapshot } from '../../../shared/monitor/snapshot.ts';
import { formatAgo, formatClockTime, formatDate } from '../../../shared/units/clockTime.ts';
import { displayText } from '../../table/displayText.ts';
import { numberAt, textAt } from '../rows/passRows.ts';
import type { ProcessRow } from '../store.ts';

export interface Subject {
  key: ProcessKey;
  /** Harmless wherever it is shown. */
  name: string;
  user: string | null;
  /** By the clock of now; null where it is not known. */
  startedAt: Date | null;
  /** NaN and null where they were not read. */
  nice: number;
  policy: string | null;
  /** Why Threadlab leaves it alone; null where it does not. The backend looks again before it acts. */
  guard: string | null;
}

/** `ownPid`: the backend; null while it is not known. */
export function subjectsOf(rows: readonly ProcessRow[], snapshot: Snapshot | null, ownPid: number | null): Subject[] {
  const parents = snapshot === null ? new Map<number, number>() : parentsOf(snapshot);
  const linux = snapshot === null ? null : kthreadd(snapshot);
  return rows.map((row) => ({
    key: { pid: row.id, startTicks: row.startTicks },
    name: displayText(textAt(row, 'name') ?? ''),
    user: textAt(row, 'user'),
    startedAt: snapshot === null ? null : startOf(row, snapshot),
    nice: numberAt(row, 'nice'),
    policy: textAt(row, 'policy'),
    guard: guardOf(row, parents, linux, ownPid),
  }));
}

/** "48213", or "3 processes". */
export function countWords(subjects: readonly Subject[]): string {
  const [first] = subjects;
  return subjects.length === 1 && first !== undefined ? String(first.key.pid) : `${subjects.length} processes`;
}

/** "ingestd", or "3 processes". */
export function nameWords(subjects: readonly Subject[]): string {
  const [first] = subjects;
  if (subjects.length !== 1 || first === undefined) return `${subjects.length} processes`;
  return first.name === '' ? `process ${first.key.pid}` : first.name;
}

/** "09:14:07, 5 h 18 min ago"; with its date where it was not today. */
export function startWords({ startedAt }: Subject, now: Date): string {
  if (startedAt === null) return 'not known';
  const isToday = startedAt.toDateString() === now.toDateString();
  const clock = formatClockTime(startedAt);
  const ago = formatAgo((now.getTime() - startedAt.getTime()) / 1000);
  return `${isToday ? clock : `${formatDate(startedAt, now)} ${clock}`}, ${ago}`;
}

function startOf(row: ProcessRow, { takenAt, machine }: Snapshot): Date | null {
  const start = numberAt(row, 'startTime');
  return Number.isNaN(start) ? null : new Date(Date.parse(takenAt) - (machine.uptime - start) * 1000);
}

function parentsOf({ processes }: Snapshot): Map<number, number> {
  const { pid, parentPid } = processes.columns;
  const parents = new Map<number, number>();
  if (!(pid instanceof Float64Array) || !(parentPid instanceof Float64Array)) return parents;
  pid.forEach((id, row) => parents.set(id, parentPid[row] ?? NaN));
  return parents;
}

/** PID of the process below which all threads of Linux stand; null in a container, which shows none. */
function kthreadd({ processes }: Snapshot): number | null {
  const { pid, parentPid, name } = processes.columns;
  if (!(pid instanceof Float64Array) || !(parentPid instanceof Float64Array)) return null;
  if (name === undefined || name instanceof Float64Array) return null;
  const at = name.findIndex((text, row) => text === 'kthreadd' && parentPid[row] === 0);
  return pid[at] ?? null;
}

function guardOf(
  row: ProcessRow,
  parents: ReadonlyMap<number, number>,
  linux: number | null,
  ownPid: number | null,
): string | null {
  if (row.status === 'ended') return 'It has ended.';
  if (row.id === 1) return 'PID 1 started all other processes here, and they end with it: Threadlab leaves it alone.';
  if (linux !== null && (row.id === linux || parents.get(row.id) === linux)) {
    return 'It is a thread of Linux itself, which takes no orders from here.';
  }
  const seen = new Set<number>();
  for (let at: number | undefined = row.id; at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === ownPid) return 'It belongs to Threadlab itself. Close the window, or cancel the run in the Lab.';
    seen.add(at);
  }
  return null;
}
