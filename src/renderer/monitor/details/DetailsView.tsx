/** What is read of a process on demand, one view of it at a time. */
import { useState } from 'react';
import { formatClockTime } from '../../../shared/units/clockTime.ts';
import { Button } from '../../controls/Button.tsx';
import { EmptyState } from '../../controls/EmptyState.tsx';
import type { ProcessRow } from '../store.ts';
import { CgroupTab } from './CgroupTab.tsx';
import { CommandTab } from './CommandTab.tsx';
import { EnvironmentTab } from './EnvironmentTab.tsx';
import { FilesTab } from './FilesTab.tsx';
import { LimitsTab } from './LimitsTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import type { PaneTab } from './pane.ts';
import { useDetails, type DetailsAsked, type DetailsRead } from './useDetails.ts';
import './details.css';

export interface DetailsViewProps {
  row: ProcessRow;
  tab: Exclude<PaneTab, 'threads' | 'lanes'>;
  /** The tab's name. */
  label: string;
}

/** Give it the row's key as its React key: what was asked for of one process is not asked for of the next. */
export function DetailsView({ row, tab, label }: DetailsViewProps) {
  const [environment, setEnvironment] = useState<DetailsAsked['environment']>('count');
  const [peers, setPeers] = useState(false);
  const read = useDetails({ pid: row.id, startTicks: row.startTicks }, { environment, peers });
  const { details, readAt, error } = read;
  const view = () => {
    if (tab === 'overview') return <OverviewTab row={row} details={details} readAt={readAt} />;
    if (details === null) return null;
    switch (tab) {
      case 'files':
        return <FilesTab details={details} peers={peers} onPeers={() => setPeers(true)} />;
      case 'environment':
        return <EnvironmentTab details={details} shown={environment} onShow={setEnvironment} />;
      case 'limits':
        return <LimitsTab details={details} />;
      case 'cgroup':
        return <CgroupTab details={details} />;
      case 'command':
        return <CommandTab details={details} />;
    }
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <section className="details-view" aria-label={`${label}, as read`} tabIndex={0}>
        {error !== null && details === null ? (
          <EmptyState icon="none" title="Its details cannot be read">
            {error}
          </EmptyState>
        ) : (
          view()
        )}
      </section>
      <ReadLine read={read} />
    </>
  );
}

function ReadLine({ read: { readAt, error, reading, again } }: { read: DetailsRead }) {
  return (
    <div className="sum-line details-line">
      <span className="text-3 cut">
        {readAt === null
          ? reading
            ? 'Reading…'
            : ''
          : `Read at ${formatClockTime(readAt)}; these do not go on by themselves`}
        {readAt !== null && error !== null && ` Read again without success: ${error}`}
      </span>
      <span className="spring" />
      <Button small variant="quiet" icon="again" onClick={again}>
        Read again
      </Button>
    </div>
  );
}
