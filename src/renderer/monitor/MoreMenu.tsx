/** What is asked of the whole table now and then: who has something open, and the table as a file. */
import { useState } from 'react';
import { Menu } from '../controls/Menu.tsx';
import { saveTable } from './copy/saveTable.ts';
import { HoldersDialog } from './holders/HoldersDialog.tsx';
import { rest } from './store.ts';

export function MoreMenu() {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Menu
        label="More"
        button={{ variant: 'quiet', icon: 'more', id: 'monitor-more' }}
        onOpenChange={(open) => rest('menu', open)}
        items={[
          { kind: 'action', label: 'Who has a file or port open…', onPick: () => setAsks(true) },
          { kind: 'line' },
          { kind: 'heading', label: 'The table as it is shown' },
          { kind: 'action', label: 'Save as CSV', remark: 'base units', onPick: () => saveTable('csv') },
          { kind: 'action', label: 'Save as JSON', remark: 'base units', onPick: () => saveTable('json') },
        ]}
      />
      {asks && <HoldersDialog onClose={() => setAsks(false)} />}
    </>
  );
}
