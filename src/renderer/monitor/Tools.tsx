/** The tool bar of the Monitor: view, filter, held order, freeze, interval, columns. */
import { processFieldNames, processFields } from '../../shared/monitor/processFields.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatCount } from '../../shared/units/number.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Menu } from '../controls/Menu.tsx';
import { TextField } from '../controls/TextField.tsx';
import { showToast } from '../controls/toastStore.ts';
import { changeSettings, useSettings } from '../frame/currentSettings.ts';
import { rest, setFilter, toggleColumn, toggleFreeze, useMonitor, type ProcessRow, type Rest } from './store.ts';
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

export function Tools({ onFilterDone }: { onFilterDone: () => void }) {
  const filter = useMonitor((state) => state.filter);
  const frozen = useMonitor((state) => state.frozen);
  const columns = useMonitor((state) => state.columns);
  const matching = useMonitor((state) => liveCount(state.shown));
  const total = useMonitor((state) => liveCount(state.processes));
  const interval = useSettings((state) => state.settings.interval);
  const onOpenChange = (open: boolean) => rest('menu', open);
  return (
    <div className="tools">
      <ViewChoice />
      <search className="tools-filter" data-pane>
        <TextField
          data-filter
          label="Filter"
          hideLabel
          icon="search"
          mono
          clearable
          placeholder="Filter by name, command line, user or PID"
          value={filter}
          onChange={setFilter}
          remark={filter === '' ? formatCount(total) : `${formatCount(matching)} of ${formatCount(total)}`}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'ArrowDown') {
              event.preventDefault();
              onFilterDone();
            }
            if (event.key !== 'Escape') return;
            if (filter === '') onFilterDone();
            else setFilter('');
            event.stopPropagation();
          }}
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
          onPick: () =>
            void changeSettings({ interval: seconds }).catch((error: unknown) =>
              showToast({
                tone: 'bad',
                text: error instanceof Error ? error.message : 'The interval was not changed.',
              }),
            ),
        }))}
      >
        {formatSeconds(interval)}
      </Menu>
      <Menu
        label="Columns"
        keepOpen
        button={{ variant: 'quiet', icon: 'columns', id: 'choose-columns' }}
        onOpenChange={onOpenChange}
        items={processFieldNames.map((field) => {
          const { title, group }: { title: string; group?: string } = processFields[field];
          return {
            kind: 'action',
            label: group === undefined ? title : `${group}: ${title}`,
            checked: columns.includes(field),
            reason: field === 'name' ? 'The name stays.' : undefined,
            onPick: () => toggleColumn(field),
          };
        })}
      />
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
