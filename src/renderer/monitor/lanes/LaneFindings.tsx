/** What stands out, in words with their doubt: at most two sentences, under the lanes so that they move none of them. */
import type { LaneFinding } from '../../../shared/monitor/laneFindings.ts';
import { Icon } from '../../controls/Icon.tsx';
import { displayText } from '../../table/displayText.ts';

export function LaneFindings({ findings }: { findings: readonly LaneFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="lane-findings" aria-label="What stands out">
      {findings.map(({ kind, statement, doubt }) => (
        <li key={kind}>
          <Icon name="warning" />
          <span>
            <b>{displayText(statement)}</b> <span className="text-3">{doubt}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
