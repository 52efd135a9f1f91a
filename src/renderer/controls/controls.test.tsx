import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Menu } from './Menu.tsx';
import { Reason } from './Reason.tsx';
import { Segmented } from './Segmented.tsx';
import { showToast, SHOWN_AT_ONCE, undoNewest, useToasts } from './toastStore.ts';
import { Toasts } from './Toasts.tsx';

test('at most three toasts are shown, all are kept in the log', () => {
  for (let i = 0; i < 5; i += 1)
    showToast({ tone: 'none', text: `toast ${i}`, action: { label: 'Undo', onPick: () => undefined } });
  expect(useToasts.getState().shown.map(({ text }) => text)).toEqual(['toast 2', 'toast 3', 'toast 4']);
  expect(useToasts.getState().shown).toHaveLength(SHOWN_AT_ONCE);
  expect(useToasts.getState().log).toHaveLength(5);
});

test('a toast leaves after 6 s, one with an action stays', () => {
  vi.useFakeTimers();
  showToast({ tone: 'good', text: 'saved' });
  showToast({ tone: 'none', text: 'deleted', action: { label: 'Undo', onPick: () => undefined } });
  vi.advanceTimersByTime(6000);
  expect(useToasts.getState().shown.map(({ text }) => text)).toEqual(['deleted']);
});

test('Undo runs once, from the toast or by the key', async () => {
  const undo = vi.fn<() => void>();
  render(<Toasts />);
  act(() => void showToast({ tone: 'none', text: 'deleted', action: { label: 'Undo', onPick: undo } }));
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(undo).toHaveBeenCalledTimes(1);
  expect(undoNewest()).toBe(false);
});

test('a menu opens by keyboard, arrows move, Esc closes and the focus returns', async () => {
  const pick = vi.fn<() => void>();
  render(
    <Menu
      label="Interval"
      items={[
        { kind: 'action', label: '1 s', checked: true, onPick: pick },
        { kind: 'action', label: '5 s', checked: false, reason: 'too slow', onPick: pick },
      ]}
    />,
  );
  const button = screen.getByRole('button', { name: 'Interval' });
  button.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(screen.getByRole('menuitemcheckbox', { name: '5 s' }));
  await userEvent.keyboard('{Enter}');
  expect(pick).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('a dialog focuses Cancel, keeps the focus inside, and Esc is Cancel', async () => {
  const kill = vi.fn<() => void>();
  function Host() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button onClick={() => setOpen(true)}>ask</button>
        {open && (
          <Dialog
            title="Delete it?"
            action={{ label: 'Delete it', destructive: true, onPick: kill }}
            onClose={() => setOpen(false)}
          />
        )}
      </>
    );
  }
  render(<Host />);
  await userEvent.click(screen.getByText('ask'));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
  await userEvent.tab();
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(screen.getByText('ask'));
  expect(kill).not.toHaveBeenCalled();
});

test('a button with a reason does nothing and still takes the focus', async () => {
  const exported = vi.fn<() => void>();
  render(
    <Button reason="Nothing is selected." onClick={exported}>
      Export
    </Button>,
  );
  const button = screen.getByRole('button', { name: 'Export' });
  await userEvent.click(button);
  expect(exported).not.toHaveBeenCalled();
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(button);
});

test('a segmented choice is a radio group', async () => {
  const change = vi.fn<(value: string) => void>();
  render(
    <Segmented
      label="View"
      value="a"
      onChange={change}
      choices={[
        { value: 'a', label: 'Processes' },
        { value: 'b', label: 'Machine' },
      ]}
    />,
  );
  await userEvent.click(screen.getByRole('radio', { name: 'Machine' }));
  expect(change).toHaveBeenCalledWith('b');
});

test('what will come is a dash, what will not has its reason', () => {
  render(
    <>
      <Reason reason={null} />
      <Reason short reason="needs root" />
    </>,
  );
  expect(document.body.textContent).toBe('––not available: needs root');
});
