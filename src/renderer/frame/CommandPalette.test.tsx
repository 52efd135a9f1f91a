import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { CommandPalette } from './CommandPalette.tsx';
import { useNavigation } from './navigation.ts';
import { useRoomCommands } from './roomCommands.ts';

const labels = () => screen.queryAllByRole('option').map((option) => option.firstElementChild?.textContent);

function open() {
  const onClose = vi.fn<() => void>();
  HTMLElement.prototype.scrollIntoView = () => undefined;
  const shown = render(
    <>
      <button type="button">before</button>
    </>,
  );
  screen.getByRole('button', { name: 'before' }).focus();
  const palette = render(<CommandPalette onClose={onClose} />);
  return { onClose, shown, palette };
}

test('words of a question lead to its form, by keyboard alone', async () => {
  const { onClose } = open();
  await userEvent.keyboard('lock cont');
  expect(labels().length).toBeLessThan(4);
  await userEvent.clear(screen.getByRole('combobox'));
  await userEvent.keyboard('go to runs');
  expect(labels()).toEqual(['Go to Runs']);
  await userEvent.keyboard('{Enter}');
  expect(onClose).toHaveBeenCalledTimes(1);
  expect(useNavigation.getState().place).toEqual({ room: 'runs' });
});

test('the room’s own commands come first, arrows choose, and the focus returns', async () => {
  const freeze = vi.fn<() => void>();
  useRoomCommands.setState({
    commands: [
      { label: 'First', run: () => undefined },
      { label: 'Freeze', remark: 'Z', run: freeze },
    ],
  });
  const { onClose, palette } = open();
  expect(labels().slice(0, 3)).toEqual(['First', 'Freeze', 'Go to Monitor']);
  await userEvent.keyboard('{ArrowDown}');
  const field = screen.getByRole('combobox');
  expect(document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent).toBe('FreezeZ');
  await userEvent.keyboard('{Enter}');
  expect(freeze).toHaveBeenCalledTimes(1);
  palette.unmount();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'before' }));
  useRoomCommands.setState({ commands: [] });
  expect(onClose).toHaveBeenCalledTimes(1);
});

test('says that no command has the words, and Esc closes', async () => {
  const { onClose } = open();
  await userEvent.keyboard('zebra zebra{Enter}');
  expect(labels()).toEqual([]);
  expect(screen.getByText('No command has these words.')).toBeDefined();
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledTimes(1);
});
