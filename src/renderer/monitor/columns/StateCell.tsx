/** State of a process: glyph and words. Threads are counted where they are read (the selected process), else the leader's letter speaks. */
import { formatCount } from '../../../shared/units/number.ts';
import { StateGlyph, type MarkKind } from '../../controls/StateMark.tsx';
import { numberAt, textAt } from '../rows/passRows.ts';
import { useMonitor, type ProcessRow, type ThreadRow } from '../store.ts';
import { stateWord } from '../../../shared/monitor/waitReason.ts';

/** CPU use from which "asleep" alone would mislead: the leader sleeps while other threads work. */
const WORKING = 0.05;

export interface StateWords {
  kind: MarkKind;
  words: string;
}

/** `threads`: those of this process, empty where they are not read. */
export function processState(row: ProcessRow, threads: readonly ThreadRow[]): StateWords {
  if (row.status === 'ended') return { kind: 'ended', words: 'ended' };
  const state = textAt(row, 'state');
  const live = threads.filter((thread) => thread.status !== 'ended');
  const running = live.filter((thread) => textAt(thread, 'state') === 'R').length;
  if (live.length > 1 && running > 0) return { kind: 'run', words: `${running} of ${live.length} running` };
  switch (state) {
    case 'R':
      return { kind: 'run', words: 'running' };
    case 'D':
      return { kind: 'disk', words: 'uninterruptible' };
    case 'T':
    case 't':
      return { kind: 'stop', words: stateWord(state) };
    case 'Z':
      return { kind: 'ended', words: 'zombie' };
    default:
      return numberAt(row, 'threads') > 1 && numberAt(row, 'cpu') >= WORKING
        ? { kind: 'sleep', words: 'leader asleep' }
        : { kind: 'sleep', words: stateWord(state) };
  }
}

const none: readonly ThreadRow[] = [];

export function StateCell({ row }: { row: ProcessRow }) {
  const threads = useMonitor((state) =>
    state.selected !== null && state.selected.pid === row.id && state.selected.startTicks === row.startTicks
      ? state.threads
      : none,
  );
  if (row.branch?.kind === 'group') {
    const count = row.branch.size;
    return <span className="text-3">{`${formatCount(count)} ${count === 1 ? 'process' : 'processes'}`}</span>;
  }
  const { kind, words } = processState(row, threads);
  return (
    <>
      <StateGlyph kind={kind} />
      {words}
    </>
  );
}
