/** The tool bar of the Monitor: view, filter, held order, freeze, interval, columns. */
import { processFields } from '../../shared/monitor/processFields.ts';
import { processFilterTable } from '../../shared/filter/monitorFilters.ts';
import { suggestFilter } from '../../shared/filter/suggestFilter.ts';
import { historyColumn, processColumnNames } from '../../shared/monitor/tableColumns.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatCount } from '../../shared/units/number.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Menu } from '../controls/Menu.tsx';
import { useSettings } from '../frame/currentSettings.ts';
import { chooserColumns, ColumnChooser } from './ColumnChooser.tsx';
import { FilterField } from './FilterField.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { historyWords } from './processColumns.tsx';
import { valuesSeen } from './rowFilter.ts';
import { rest, setFilter, toggleFreeze, useMonitor, type ProcessRow, type Rest } from './store.ts';
import { keep } from './tableLayout.ts';
import { ViewChoice } from './ViewChoice.tsx';

const intervals = [0.5, 1, 2, 5, 10];

const restWords: Record<Rest, string> = {
  pointer: 'The pointer is on a row',
  focus: 'The table has the focus',
  menu: 'A menu is open',
  ctrl: 'Ctrl is held down',
};

/** Seconds on the clock that histories are kept by. */
export const monotonicSeconds = () => performance.now() / 1000;

function liveCount(rows: readonly ProcessRow[]): number {
  return rows.reduce((count, row) => (row.status === 'ended' ? count : count + 1), 0);
}

function suggestForProcesses(text: string, caret: number) {
  const { processes } = useMonitor.getState();
  return suggestFilter(text, caret, processFilterTable, { valuesOf: (field) => valuesSeen(processes, field) });
}

export function Tools({ onFilterDone }: { onFilterDone: () => void }) {
  const filter = useMonitor((state) => state.filter);
  const frozen = useMonitor((state) => state.frozen);
  const columns = useSettings((state) => state.settings.processColumns);
  const matching = useMonitor((state) => liveCount(state.shown));
  const total = useMonitor((state) => liveCount(state.processes));
  const interval = useSettings((state) => state.settings.interval);
  const onOpenChange = (open: boolean) => rest('menu', open);
  return (
    <div className="tools">
      <ViewChoice />
      <search className="tools-filter" data-pane>
        <FilterField
          text={filter.text}
          error={filter.error}
          placeholder="Filter: a word, or cpu>0.4 user=root !name~^kworker"
          remark={
            filter.inForce.alternatives.length === 0
              ? formatCount(total)
              : `${formatCount(matching)} of ${formatCount(total)}`
          }
          suggest={suggestForProcesses}
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
        table="processes"
        all={chooserColumns(processColumnNames, processFields, { [historyColumn]: historyWords })}
        shown={columns}
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
