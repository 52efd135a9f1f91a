/** Draws what of the actions is open over the Monitor: the menu at a row, the question before an action. */
import { useMemo } from 'react';
import { useConnectionState } from '../../connection/useConnectionState.ts';
import { MenuList } from '../../controls/Menu.tsx';
import { rest } from '../store.ts';
import { OriginHost } from '../origin/OriginDialog.tsx';
import { originItems } from '../origin/originItems.ts';
import { copyItems } from '../copy/copyItems.ts';
import { useAbout, useAskAbout } from './about.ts';
import { actionItems } from './actionItems.ts';
import { openDialog, useActions, type CellMenu, type OpenDialog } from './actionStore.ts';
import { AffinityDialog } from './AffinityDialog.tsx';
import { IoPriorityDialog } from './IoPriorityDialog.tsx';
import { NiceDialog } from './NiceDialog.tsx';
import { OutcomeDialog } from './OutcomeDialog.tsx';
import { PolicyDialog } from './PolicyDialog.tsx';
import { SignalDialog } from './SignalDialog.tsx';
import { nameWords, type Subject } from './subjects.ts';
import { whyNot } from './whyNot.ts';
import './actions.css';

/** `onMenuClosed` gives the focus back to the table. */
export function ActionHost({ onMenuClosed }: { onMenuClosed: () => void }) {
  const menu = useActions((state) => state.menu);
  const dialog = useActions((state) => state.dialog);
  useAskAbout();
  return (
    <>
      {menu !== null && (
        <RowMenu
          key={`${menu.left} ${menu.top}`}
          at={menu}
          subjects={menu.subjects}
          cell={menu.cell}
          onClosed={() => (menu.opener === null ? onMenuClosed() : menu.opener.focus())}
        />
      )}
      {dialog !== null && <ActionDialog dialog={dialog} onClose={() => openDialog(null)} />}
      <OriginHost />
    </>
  );
}

interface RowMenuProps {
  at: { left: number; top: number };
  subjects: readonly Subject[];
  cell: CellMenu | null;
  onClosed: () => void;
}

function RowMenu({ at, subjects, cell, onClosed }: RowMenuProps) {
  const reason = useWhyNot(subjects);
  const anchor = useMemo(() => ({ current: { getBoundingClientRect: () => ({ ...at, bottom: at.top }) } }), [at]);
  return (
    <MenuList
      id="row-menu"
      label={`Actions on ${nameWords(subjects)}`}
      items={actionItems(subjects, reason, (kind) => openDialog({ kind, subjects }), [
        ...originItems(cell),
        ...copyItems(),
      ])}
      anchor={anchor}
      keepOpen={false}
      onClose={() => {
        useActions.setState({ menu: null });
        rest('menu', false);
        onClosed();
      }}
    />
  );
}

/** Why nothing can be asked for these processes now; undefined where it can. */
export function useWhyNot(subjects: readonly Subject[]): string | undefined {
  const connected = useConnectionState().status === 'open';
  const readOnly = useAbout((state) => state.about?.readOnly ?? false);
  return whyNot(subjects, { readOnly, connected });
}

function ActionDialog({ dialog, onClose }: { dialog: OpenDialog; onClose: () => void }) {
  switch (dialog.kind) {
    case 'outcome':
      return <OutcomeDialog outcomes={dialog.outcomes} onClose={onClose} />;
    case 'nice':
      return <NiceDialog subjects={dialog.subjects} step={dialog.step ?? 0} onClose={onClose} />;
    case 'affinity':
      return <AffinityDialog subjects={dialog.subjects} onClose={onClose} />;
    case 'policy':
      return <PolicyDialog subjects={dialog.subjects} onClose={onClose} />;
    case 'ioPriority':
      return <IoPriorityDialog subjects={dialog.subjects} onClose={onClose} />;
    default:
      return <SignalDialog kind={dialog.kind} subjects={dialog.subjects} onClose={onClose} />;
  }
}
