/** The tool bar of the Monitor: view, filter, held order, freeze, interval, columns. */
import { processFields } from '../../shared/monitor/processFields.ts';
import { processFilterTable, threadFilterTable } from '../../shared/filter/monitorFilters.ts';
import { suggestFilter } from '../../shared/filter/suggestFilter.ts';
import { historyColumn, processColumnNames, threadColumnNames } from '../../shared/monitor/tableColumns.ts';
import { threadFields } from '../../shared/monitor/threadFields.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatCount } from '../../shared/units/number.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Menu } from '../controls/Menu.tsx';
import { useSettings } from '../frame/currentSettings.ts';
import { chooserColumns, ColumnChooser } from './columns/ColumnChooser.tsx';
import { FilterField } from './filter/FilterField.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { historyWords } from './columns/fieldColumn.tsx';
import { valuesSeen } from './rows/rowFilter.ts';
import { rest, setFilter, useMonitor, type ProcessRow, type Rest, type ThreadRow } from './store.ts';
import { toggleFreeze } from './rows/takePass.ts';
import { ShapeChoice } from './ShapeChoice.tsx';
import { keep } from './columns/tableLayout.ts';
import { ViewChoice } from './ViewChoice.tsx';

const intervals = [0.1, 0.2, 0.5, 1, 2, 5, 10];

const restWords: Record<Rest, string> = {
  pointer: 'The pointer is on a row',
  focus: 'The table has the focus',
  menu: 'A menu is open',
  ctrl: 'Ctrl is held down',
};

/** Seconds on the clock that histories are kept by. */
export const monotonicSeconds = () => performance.now() / 1000;

function liveCount(rows: readonly (ProcessRow | ThreadRow)[]): number {
  return rows.reduce((count, row) => (row.status === 'ended' ? count : count + 1), 0);
}

const extra = { [historyColumn]: historyWords };
const ofProcesses = chooserColumns(processColumnNames, processFields, extra);
const ofThreads = chooserColumns(threadColumnNames, threadFields, extra);

function suggestForThreads(text: string, caret: number) {
  const { allThreads } = useMonitor.getState();
  return suggestFilter(text, caret, threadFilterTable, { valuesOf: (field) => valuesSeen(allThreads, field) });
}

function suggestForProcesses(text: string, caret: number) {
  const { processes } = useMonitor.getState();
  return suggestFilter(text, caret, processFilterTable, { valuesOf: (field) => valuesSeen(processes, field) });
}

export function Tools({ onFilterDone }: { onFilterDone: () => void }) {
  const isThreads = useMonitor((state) => state.shape === 'threads');
  const { text, error, inForce } = useMonitor((state) =>
    state.shape === 'threads' ? state.threadFilter : state.filter,
  );
  const frozen = useMonitor((state) => state.frozen);
  const columns = useSettings((state) => state.settings.processColumns);
  const threadColumns = useSettings((state) => state.settings.threadColumns);
  const matching = useMonitor((state) => state.matching);
  const total = useMonitor((state) => liveCount(state.shape === 'threads' ? state.allThreads : state.processes));
  const interval = useSettings((state) => state.settings.interval);
  const onOpenChange = (open: boolean) => rest('menu', open);
  return (
    <div className="tools">
      <ViewChoice />
      <ShapeChoice />
      <search className="tools-filter" data-pane>
        <FilterField
          text={text}
          error={error}
          placeholder={
            isThreads
              ? 'Filter: a word, or cpu>0.4 process=node'
              : 'Filter: a word, or cpu>0.4 user=root !name~^kworker'
          }
          remark={
            inForce.alternatives.length === 0 ? formatCount(total) : `${formatCount(matching)} of ${formatCount(total)}`
          }
          suggest={isThreads ? suggestForThreads : suggestForProcesses}
          onChange={setFilter}
          onDone={onFilterDone}
        />
      </search>
      <HeldChip />
      <Button
        variant="quiet"
        icon="freeze"
        keyHint="Z"
        aria-pressed={frozen}
        data-tip="Holds all values of this instant; sorting and filtering still work."
        onClick={() => toggleFreeze(monotonicSeconds())}
      >
        {frozen ? 'Frozen' : 'Freeze'}
      </Button>
      <Menu
        label={`Interval ${formatSeconds(interval)}`}
        button={{ variant: 'quiet', icon: 'clock' }}
        onOpenChange={onOpenChange}
        items={intervals.map((seconds) => ({
          kind: 'action',
          label: formatSeconds(seconds),
          checked: seconds === interval,
          onPick: () => keep({ interval: seconds }),
        }))}
      >
        {formatSeconds(interval)}
      </Menu>
      <ColumnChooser
        key={isThreads ? 'threads' : 'processes'}
        table={isThreads ? 'threads' : 'processes'}
        all={isThreads ? ofThreads : ofProcesses}
        shown={isThreads ? threadColumns : columns}
        onOpenChange={onOpenChange}
      />
      <MoreMenu />
    </div>
  );
}

/** Its place is kept while nothing is held, so that the filter does not change its width under the pointer. */
function HeldChip() {
  const rests = useMonitor((state) => state.rests);
  const [first] = rests;
  return (
    <button
      type="button"
      className="held-chip"
      data-tip={
        first === undefined ? undefined : `${restWords[first]}: values go on, the order stands. Click to let it go.`
      }
      style={{ visibility: first === undefined ? 'hidden' : 'visible' }}
      onClick={() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        for (const one of rests) rest(one, false);
      }}
    >
      <Icon name="held" size={12} />
      Order held
    </button>
  );
}
