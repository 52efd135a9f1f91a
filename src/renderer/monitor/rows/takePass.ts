/** From a pass that has come to what the table draws: its rows beside those of the pass before, the histories, the order. */
import type { Snapshot } from '../../../shared/monitor/snapshot.ts';
import type { Seconds } from '../../../shared/units/quantity.ts';
import { arranged, arrangeSteps, type Arranged } from './arrange.ts';
import type { History } from './history.ts';
import { machineNumber } from '../machine/machineNumbers.ts';
import { joinPass, numberAt, rowKey, type PassRow } from './passRows.ts';
import { histories, threadBalance, useMonitor, type MonitorState, type ProcessRow, type ThreadRow } from '../store.ts';
import { settleThreads } from './threadRows.ts';

/** One pass with its rows beside those of the pass before, not shown yet. */
export interface JoinedPass {
  snapshot: Snapshot;
  at: Seconds;
  processes: readonly ProcessRow[];
  allThreads: readonly ThreadRow[];
}

/** Takes in one pass; `at` is a monotonic time. While frozen the newest pass waits. */
export function takeSnapshot(snapshot: Snapshot, at: Seconds): void {
  const pass = joinSnapshot(snapshot, at);
  if (pass !== null) showPass(pass);
}

/** The first half of taking in a pass: its rows, and the histories of processes and CPUs. null while frozen. */
export function joinSnapshot(snapshot: Snapshot, at: Seconds): JoinedPass | null {
  const state = useMonitor.getState();
  if (state.frozen) {
    useMonitor.setState({ waiting: snapshot });
    return null;
  }
  const first = state.fresh || snapshot.interval === null;
  const processes = joinPass(snapshot.processes, 'pid', 'startTicks', first ? null : state.processes);
  remember(histories.processes, processes, 'cpu', at);
  rememberCpus(snapshot, at);
  histories.machine.add(at, (name) => machineNumber(snapshot.machine, name));
  histories.followed.add(processes, at);
  const threads = joinPass(snapshot.threads, 'tid', 'startTicks', first ? null : state.allThreads);
  const allThreads = settleThreads(threads, state.allThreads, processes);
  if (state.shape === 'threads') remember(histories.allThreads, allThreads, 'cpu', at);
  return { snapshot, at, processes, allThreads };
}

/** The second half: the threads of what is selected by now, the order, and all that is drawn. */
export function showPass(pass: JoinedPass): void {
  const state = useMonitor.getState();
  const parts = partsOf(pass, state);
  draw(pass, parts, arranged({ ...state, ...parts }, false));
}

/** How often the steps begin anew because a person asked for something else meanwhile; then they are one. */
const mostBeginnings = 3;

/**
 * The same in steps, which let keys and clicks in between. `pause` tells whether the pass is still to be shown; once the table is
 * frozen it is not.
 */
export async function showPassInSteps(pass: JoinedPass, pause: () => Promise<boolean>): Promise<void> {
  for (let beginning = 0; beginning < mostBeginnings; beginning += 1) {
    const state = useMonitor.getState();
    if (state.frozen) return;
    const parts = partsOf(pass, state);
    const steps = arrangeSteps({ ...state, ...parts }, false);
    for (let step = steps.next(); useMonitor.getState() === state; step = steps.next()) {
      if (step.done === true) return draw(pass, parts, step.value);
      if (!(await pause())) return;
    }
  }
  showPass(pass);
}

function partsOf({ snapshot, processes, allThreads }: JoinedPass, state: MonitorState) {
  const selectedKey = state.selected === null ? null : rowKey(state.selected.pid, state.selected.startTicks);
  const selectedRow = processes.find((row) => row.key === selectedKey) ?? state.selectedRow;
  const threads = allThreads.filter((row) => numberAt(row, 'pid') === state.selected?.pid);
  return { fresh: false, snapshot, processes, selectedRow, threads, allThreads, waiting: null, error: null };
}

function draw({ snapshot, at }: JoinedPass, parts: ReturnType<typeof partsOf>, order: Arranged): void {
  remember(histories.threads, parts.threads, 'cpu', at);
  threadBalance.add(parts.threads, at, snapshot.interval);
  useMonitor.setState({ ...parts, ...order });
}

function remember<FieldName extends string>(
  history: History,
  rows: readonly PassRow<FieldName>[],
  field: NoInfer<FieldName>,
  at: Seconds,
): void {
  // Ended rows stand at the end.
  let live = rows.length;
  while (live > 0 && rows[live - 1]?.status === 'ended') live -= 1;
  history.add(
    at,
    live,
    (row) => rows[row]?.key ?? '',
    (row) => {
      const one = rows[row];
      return one === undefined ? NaN : numberAt(one, field);
    },
  );
}

function rememberCpus({ machine: { cpus } }: Snapshot, at: Seconds): void {
  histories.cpus.add(
    at,
    cpus.length,
    (row) => `cpu${cpus[row]?.id ?? ''}`,
    (row) => {
      const cpu = cpus[row];
      if (cpu === undefined || cpu.user === null || cpu.system === null) return NaN;
      return cpu.steal === null ? cpu.user + cpu.system : cpu.user + cpu.system + cpu.steal;
    },
  );
}

/** Holds the values of this instant, or lets them go on with the newest pass. */
export function toggleFreeze(at: Seconds): void {
  const { frozen, waiting } = useMonitor.getState();
  useMonitor.setState({ frozen: !frozen });
  if (frozen && waiting !== null) takeSnapshot(waiting, at);
}
