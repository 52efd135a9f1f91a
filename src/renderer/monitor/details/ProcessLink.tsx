/** A process that is named somewhere, leading to its row. */
import type { NamedProcess } from '../../../shared/monitor/details.ts';
import { displayText } from '../../table/displayText.ts';
import { select } from '../store.ts';

export function ProcessLink({ process: { pid, startTicks, name } }: { process: NamedProcess }) {
  return (
    <button type="button" className="link process-link" onClick={() => select({ pid, startTicks })}>
      <bdi>{name === '' ? 'process' : displayText(name)}</bdi> {pid}
    </button>
  );
}
