/** Processes or Machine: the two views of the Monitor. */
import { Segmented } from '../controls/Segmented.tsx';
import { useMonitor } from './store.ts';

export function ViewChoice() {
  const view = useMonitor((state) => state.view);
  return (
    <Segmented
      label="View"
      choices={[
        { value: 'processes', label: 'Processes' },
        { value: 'machine', label: 'Machine' },
      ]}
      value={view}
      onChange={(next) => useMonitor.setState({ view: next, rests: new Set() })}
    />
  );
}
