/**
 * Keeps the Monitor's subscription open while the room is shown, and in step with what is asked for. A window that cannot be seen
 * goes on with its histories alone: it asks for no more, and draws nothing.
 */
import { useEffect } from 'react';
import { ThreadlabError } from '../../shared/errors.ts';
import { decodeSnapshot } from '../../shared/monitor/snapshotCodec.ts';
import { historyColumn } from '../../shared/monitor/tableColumns.ts';
import { backend } from '../connection/backend.ts';
import { useSettings } from '../frame/currentSettings.ts';
import { paneFields, usePane } from './details/pane.ts';
import { nextTask } from './rows/nextTask.ts';
import { filterFields } from './rows/rowFilter.ts';
import { beginWatching, useMonitor, watchingFailed } from './store.ts';
import { joinSnapshot, showPassInSteps } from './rows/takePass.ts';
import { monotonicSeconds } from './Tools.tsx';
import { hiddenRequestOf, watchRequestOf } from './watchRequest.ts';

function request() {
  const { columns, sort, filter, threadFilter, allThreadsSort, shape, groupBy, selected, visible } =
    useMonitor.getState();
  const { interval, threadColumns } = useSettings.getState().settings;
  if (document.hidden) return hiddenRequestOf({ interval, details: paneFields() });
  return watchRequestOf({
    interval,
    shape,
    groupBy,
    columns,
    sortedBy: sort.field,
    filteredBy: filterFields(filter.inForce),
    threadColumns: [
      ...threadColumns.filter((column) => column !== historyColumn),
      allThreadsSort.field,
      ...filterFields(threadFilter.inForce),
    ],
    details: paneFields(),
    selected,
    visible,
  });
}

export function useWatch(): void {
  useEffect(() => {
    beginWatching();
    let asked = request();
    let askedText = JSON.stringify(asked);
    let closed = false;
    const subscription = backend.subscribe('monitor.watch', asked, {
      onItem: async (bytes) => {
        const at = monotonicSeconds();
        const snapshot = decodeSnapshot(bytes);
        if (document.hidden) {
          joinSnapshot(snapshot, at); // for the histories; a browser would put off a task of its own
          return;
        }
        // Of 20,000 rows each step takes its time: as tasks of their own they let keys and clicks in between.
        await nextTask();
        const pass = closed ? null : joinSnapshot(snapshot, at);
        if (pass === null) return;
        await nextTask();
        if (closed) return;
        await showPassInSteps(pass, async () => {
          await nextTask();
          return !closed;
        });
      },
      onError: watchingFailed,
    });
    const update = () => {
      const next = request();
      const text = JSON.stringify(next);
      if (text === askedText) return;
      [asked, askedText] = [next, text];
      subscription.update(asked);
    };
    const stopRoom = useMonitor.subscribe(update);
    const stopSettings = useSettings.subscribe(update);
    const stopPane = usePane.subscribe(update);
    const onVisibility = () => {
      // Between what was seen last and now lie passes that were not drawn: nothing in between is called new or ended.
      if (!document.hidden) useMonitor.setState({ fresh: true });
      update();
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      stopRoom();
      stopSettings();
      stopPane();
      document.removeEventListener('visibilitychange', onVisibility);
      subscription.close();
      closed = true;
    };
  }, []);
}

/** The machine's description, asked for once a connection. */
export function useMachine(connected: boolean): void {
  useEffect(() => {
    if (!connected) return;
    let here = true;
    backend.call('monitor.machine', {}).then(
      (machine) => {
        if (here) useMonitor.setState({ machine, machineError: null });
      },
      (error: unknown) => {
        if (!(error instanceof ThreadlabError)) throw error;
        if (here && error.code !== 'connectionLost') useMonitor.setState({ machineError: error.message });
      },
    );
    return () => {
      here = false;
    };
  }, [connected]);
}
