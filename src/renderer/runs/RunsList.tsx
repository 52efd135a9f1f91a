/** The list of runs: one tab stop, arrows select, keys act on the selected line. Only the lines that are seen are drawn. */
import { type KeyboardEvent, type MouseEvent, type Ref, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RunSummary } from '../../shared/runs/contract.ts';
import { formatMoment } from '../../shared/units/clockTime.ts';
import { TextField } from '../controls/TextField.tsx';
import { Verdict } from '../controls/Verdict.tsx';
import { useSettings } from '../frame/currentSettings.ts';
import { goTo } from '../frame/navigation.ts';
import { useNow } from '../result/useNow.ts';
import { outcomeLook } from '../result/outcomeLook.ts';
import { useRowWindow } from '../table/useRowWindow.ts';
import { nameOf } from './runRows.ts';
import { deleteRun, keyOf, renameRun, runAgain, useRuns } from './runsStore.ts';

export interface RunsListProps {
  rows: readonly RunSummary[];
  selected: string | null;
  ref: Ref<HTMLTableElement>;
}

type ReadableRun = Extract<RunSummary, { readable: true }>;
const page = 10;
/** Pixels, as in runs.css. */
const ROW_HEIGHT = 30;
const HEAD_HEIGHT = 26;

export function RunsList({ rows, selected, ref }: RunsListProps) {
  const [renaming, setRenaming] = useState<string | null>(null);
  const single = useSettings((state) => state.settings.singleKeys);
  const now = useNow();

  const scroller = useRef<HTMLDivElement>(null);
  const { from, to } = useRowWindow(scroller, rows.length, ROW_HEIGHT);

  const reveal = useEffectEvent(() => {
    const element = scroller.current;
    const at = rows.findIndex((run) => keyOf(run) === selected);
    if (element === null || at < 0) return;
    const top = at * ROW_HEIGHT;
    const room = element.clientHeight - HEAD_HEIGHT - ROW_HEIGHT;
    element.scrollTop = Math.min(Math.max(element.scrollTop, top - room), top);
  });
  // The focus stays on the list, so the browser does not follow the selected line by itself.
  useEffect(() => reveal(), [selected]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (renaming !== null || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = rows.findIndex((run) => keyOf(run) === selected);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
      if (next !== undefined) useRuns.setState({ selected: keyOf(next) });
      return;
    }
    const run = rows[at];
    if (run === undefined || !run.readable || (event.key.length === 1 && event.key !== ' ' && !single)) return;
    if (!act(run, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** True when the key means something here. */
  const act = (run: ReadableRun, key: string): boolean => {
    switch (key) {
      case 'Delete': {
        const at = rows.findIndex((other) => keyOf(other) === run.id);
        const next = rows[at + 1] ?? rows[at - 1];
        useRuns.setState({ selected: next === undefined ? null : keyOf(next) });
        void deleteRun(run.id, nameOf(run, formatMoment(new Date(run.startedAt), now)));
        return true;
      }
      case 'F2':
        setRenaming(run.id);
        return true;
      case 'r':
      case 'R':
        void runAgain(run.id).then((begun) => begun && goTo({ room: 'lab', experiment: run.experiment }));
        return true;
      case 'e':
      case 'E':
        document.querySelector<HTMLElement>('.run-details [aria-haspopup="menu"]')?.click();
        return true;
      case ' ':
      case 'Enter':
        document.querySelector<HTMLElement>('.run-details .chart-touch')?.focus();
        return true;
      default:
        return false;
    }
  };

  const isDrawn = selected !== null && rows.slice(from, to).some((run) => keyOf(run) === selected);
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
    if (row?.dataset['key'] !== undefined) useRuns.setState({ selected: row.dataset['key'] });
  };

  return (
    <div className="runs-list" ref={scroller}>
      <table
        ref={ref}
        // A table whose rows are selected by keys is a grid; ARIA has no other word for it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label="Runs"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isDrawn ? rowId(selected) : undefined}
        tabIndex={0}
        data-pane-focus
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <thead>
          <tr>
            {['Started', 'Experiment', 'Engine', 'Outcome'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {rows.slice(from, to).map((run, place) => {
            const key = keyOf(run);
            return (
              <tr
                key={key}
                id={rowId(key)}
                aria-rowindex={from + place + 2}
                aria-selected={key === selected}
                data-key={key}
                className="runs-row"
              >
                {run.readable ? (
                  <Cells run={run} now={now} renaming={renaming === key} onRenamed={() => setRenaming(null)} />
                ) : (
                  <Unreadable run={run} />
                )}
              </tr>
            );
          })}
          <Gap rows={rows.length - to} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for lines that are not drawn. */
function Gap({ rows }: { rows: number }) {
  return rows === 0 ? null : <tr aria-hidden="true" style={{ height: rows * ROW_HEIGHT }} />;
}

function rowId(key: string): string {
  return `run-${key.replace(/[^\w.-]/g, '-')}`;
}

interface CellsProps {
  run: ReadableRun;
  now: Date;
  renaming: boolean;
  onRenamed: () => void;
}

function Cells({ run, now, renaming, onRenamed }: CellsProps) {
  const look = outcomeLook[run.outcome];
  const outcome = (
    <Verdict tone={look.tone} icon={look.icon}>
      <span className={run.outcome === 'passed' ? 'text-2' : ''}>{look.words}</span>
    </Verdict>
  );
  return (
    <>
      <td className="text-2">{formatMoment(new Date(run.startedAt), now)}</td>
      <td className="cut">
        {renaming ? (
          <RenameField run={run} onDone={onRenamed} />
        ) : (
          <>
            <b>{run.title ?? run.experiment}</b>
            {run.title !== null && <span className="text-3"> {run.experiment}</span>}
          </>
        )}
      </td>
      <td className="text-2 cut">{run.engines.join(', ')}</td>
      <td className="cut" data-tip={run.outcomeWords}>
        {outcome}
      </td>
    </>
  );
}

/** Enter or leaving keeps the name, Esc does not; an empty one takes the name away. */
function RenameField({ run, onDone }: { run: ReadableRun; onDone: () => void }) {
  const [text, setText] = useState(run.title ?? '');
  const keep = () => {
    onDone();
    if (text.trim() !== (run.title ?? '')) void renameRun(run.id, text.trim());
  };
  return (
    <TextField
      label="Name"
      hideLabel
      value={text}
      maxLength={200}
      placeholder={run.experiment}
      ref={(input) => input?.focus()}
      onChange={setText}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}

function Unreadable({ run }: { run: Extract<RunSummary, { readable: false }> }) {
  const outcome = (
    <Verdict tone="bad" icon="warning">
      unreadable<span className="visually-hidden">: {run.reason}</span>
    </Verdict>
  );
  return (
    <>
      <td className="text-3">–</td>
      <td className="cut mono">{run.fileName}</td>
      <td className="text-3">–</td>
      <td className="cut" data-tip={run.reason}>
        {outcome}
      </td>
    </>
  );
}
