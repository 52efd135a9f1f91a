import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ThreadlabError } from '../../../shared/errors.ts';
import { backend } from '../../testing/backendDouble.ts';
import { undoNewest, useToasts } from '../../controls/toastStore.ts';
import { ProcessTable } from '../ProcessTable.tsx';
import { useMonitor } from '../store.ts';
import { takeSnapshot } from '../rows/takePass.ts';
import { fakeLayout } from '../testing/fakeLayout.ts';
import { snapshotOf, type ProcessValues } from '../testing/snapshots.ts';
import { ActionHost } from './ActionHost.tsx';
import { actionKey } from './actionKeys.ts';

const answers = new Map<string, (input: unknown) => unknown>();
const asked: [string, unknown][] = [];
let now = 0;
const row = (pid: number, values: ProcessValues): ProcessValues => ({
  pid,
  startTicks: pid,
  parentPid: 1,
  user: 'ada',
  state: 'S',
  nice: 0,
  startTime: 900,
  ...values,
});

beforeEach(() => {
  fakeLayout();
  asked.length = 0;
  answers.clear();
  answers.set('app.about', () => ({ readOnly: false, pid: 99 }));
  backend.call.mockImplementation((path, input: unknown) => {
    asked.push([path, input]);
    const answer = answers.get(path);
    if (answer === undefined) return Promise.reject(new ThreadlabError('notFound', `Nothing answers ${path}.`));
    return Promise.resolve(answer(input));
  });
  useMonitor.setState({ columns: ['name', 'pid', 'cpu'] });
});

async function show(): Promise<void> {
  act(() =>
    takeSnapshot(
      snapshotOf([
        row(1, { name: 'init', cpu: 4, parentPid: 0 }),
        row(11, { name: 'tailer', cpu: 3 }),
        row(12, { name: 'nginx', cpu: 2 }),
        row(13, { name: 'redis', cpu: 1 }),
        row(99, { name: 'node', cpu: 0 }),
      ]),
      ++now,
    ),
  );
  await act(async () => {
    render(
      <>
        <ProcessTable
          scale={{ of: 'core' }}
          rowHeight={24}
          stale={false}
          onLetter={(key) => actionKey(key, true)}
          onOpen={() => undefined}
        />
        <ActionHost onMenuClosed={() => screen.getByRole('grid').focus()} />
      </>,
    );
  });
}

const line = (name: string) => {
  const found = screen.getAllByRole('row').find((one) => one.textContent.includes(name));
  if (found === undefined) throw new Error(`There is no row of ${name}.`);
  return within(found).getAllByRole('gridcell')[0] ?? found;
};
const selectedNames = () =>
  screen
    .getAllByRole('row')
    .filter((one) => one.getAttribute('aria-selected') === 'true')
    .map((one) => within(one).getAllByRole('gridcell')[0]?.textContent);
const openMenu = (name: string) => userEvent.pointer({ target: line(name), keys: '[MouseRight]' });
const pick = async (name: string) =>
  userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${name}`) }));

test('Ctrl adds a row and takes it away, Shift selects all between, a plain click only one', async () => {
  await show();
  const user = userEvent.setup();
  await user.click(line('tailer'));
  await user.keyboard('{Control>}');
  await user.click(line('redis'));
  await user.keyboard('{/Control}');
  expect(selectedNames()).toEqual(['tailer', 'redis']);
  await user.keyboard('{Control>}');
  await user.click(line('tailer'));
  await user.keyboard('{/Control}');
  expect(selectedNames()).toEqual(['redis']);
  await user.click(line('tailer'));
  await user.keyboard('{Shift>}');
  await user.click(line('redis'));
  await user.keyboard('{/Shift}');
  expect(selectedNames()).toEqual(['tailer', 'nginx', 'redis']);
  await user.click(line('nginx'));
  expect(selectedNames()).toEqual(['nginx']);
});

test('the keyboard selects several as well: Shift and an arrow, Ctrl and an arrow with Space', async () => {
  await show();
  const user = userEvent.setup();
  act(() => screen.getByRole('grid').focus());
  await user.keyboard('{ArrowDown}{Shift>}{ArrowDown}{/Shift}');
  expect(selectedNames()).toEqual(['tailer', 'nginx']);
  await user.keyboard('{Control>}{ArrowDown}{ArrowDown}{/Control} ');
  expect(selectedNames()).toEqual(['tailer', 'nginx', 'node']);
  await user.keyboard('{ArrowRight}');
  expect(selectedNames()).toHaveLength(3);
  await user.keyboard('{Control>}a{/Control}');
  expect(selectedNames()).toHaveLength(5);
});

test('a question names the process, Cancel has the focus, and only the answer acts', async () => {
  answers.set('monitor.signal', () => ({
    results: [
      {
        outcome: 'done',
        process: { pid: 11, startTicks: 11, name: 'tailer' },
        state: null,
        waited: 0.1,
        words: 'Ended 0.1 s after SIGTERM.',
      },
    ],
  }));
  await show();
  await openMenu('tailer');
  await pick('Terminate');
  const dialog = await screen.findByRole('dialog', { name: 'Terminate tailer?' });
  expect(dialog.textContent).toContain('PID 11');
  expect(dialog.textContent).toContain('Ownerada');
  expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(asked.map(([path]) => path)).not.toContain('monitor.signal');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Terminate 11' }));
  expect(asked).toContainEqual([
    'monitor.signal',
    { processes: [{ pid: 11, startTicks: 11 }], signal: 'SIGTERM', tree: false },
  ]);
  await vi.waitFor(() =>
    expect(useToasts.getState().shown.map(({ text, tone }) => [tone, text])).toEqual([
      ['good', 'tailer (11): Ended 0.1 s after SIGTERM.'],
    ]),
  );
});

test('a refusal gives its reason and the command, to be copied', async () => {
  answers.set('monitor.setNice', () => ({
    results: [
      {
        outcome: 'refused',
        process: { pid: 11, startTicks: 11, name: 'tailer' },
        why: 'notPermitted',
        reason: 'tailer (PID 11) belongs to root. Nothing was changed.',
        command: 'sudo renice -n -5 -p 11',
      },
    ],
  }));
  await show();
  await userEvent.click(line('tailer'));
  await userEvent.keyboard('{F7}');
  const dialog = await screen.findByRole('dialog', { name: 'Change the nice value of tailer?' });
  const field = within(dialog).getByRole('textbox');
  expect(field).toHaveProperty('value', '−1');
  await userEvent.clear(field);
  await userEvent.type(field, '20');
  expect(within(dialog).getByRole('button', { name: /^Set/ }).getAttribute('aria-disabled')).toBe('true');
  await userEvent.clear(field);
  await userEvent.type(field, '-5');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Set 11 to −5' }));
  await vi.waitFor(() => expect(useToasts.getState().shown[0]?.text).toContain('sudo renice -n -5 -p 11'));
  expect(useToasts.getState().shown[0]).toMatchObject({ tone: 'bad', action: { label: 'Copy the command' } });
});

/** What Linux had before and has afterwards, of a process with these threads. */
const changed = (pid: number, before: number[], after: number) => ({
  outcome: 'done',
  process: { pid, startTicks: pid, name: `p${pid}` },
  before: before.map((value) => ({ value, threads: 1 })),
  after: [{ value: after, threads: before.length }],
  words: `Linux now reports ${after}.`,
});
const setTo = async (name: string, value: string) => {
  await userEvent.click(line(name));
  await userEvent.keyboard('{F8}');
  const field = within(await screen.findByRole('dialog')).getByRole('textbox');
  await userEvent.clear(field);
  await userEvent.type(field, `${value}`);
  await userEvent.click(screen.getByRole('button', { name: /^Set/ }));
};

test('a change is undone for the same process, to the value that Linux had before; a refusal of that is said', async () => {
  answers.set('monitor.setNice', () => ({ results: [changed(11, [2], 10)] }));
  await show();
  await setTo('tailer', '10');
  await vi.waitFor(() => expect(useToasts.getState().shown[0]?.action?.label).toBe('Undo'));
  const why = 'Only CAP_SYS_NICE lowers a nice value. Nothing was changed.';
  const refusal = { outcome: 'refused', process: { pid: 11, startTicks: 11, name: 'p11' }, why: 'notPermitted' };
  answers.set('monitor.setNice', () => ({ results: [{ ...refusal, reason: why, command: 'sudo renice' }] }));
  act(() => void undoNewest());
  expect(asked.at(-1)).toEqual(['monitor.setNice', { processes: [{ pid: 11, startTicks: 11 }], nice: 2 }]);
  await vi.waitFor(() => expect(useToasts.getState().shown.at(-1)?.text).toContain(`Not undone. ${why}`));
  expect(useToasts.getState().shown.at(-1)?.action?.label).toBe('Copy the command');
});

test('of several processes each goes back to its own value, and one whose threads differed is named as lost', async () => {
  answers.set('monitor.setNice', () => ({
    results: [changed(11, [0], 10), changed(12, [5], 10), changed(13, [0, 3], 10), changed(14, [10], 10)],
  }));
  await show();
  await setTo('tailer', '10');
  await vi.waitFor(() => expect(useToasts.getState().shown).toHaveLength(1));
  const [toast] = useToasts.getState().shown;
  expect(toast?.text).toContain('The threads of 1 of them differed before, so this cannot be undone.');
  expect([toast?.action?.label, toast?.more?.label]).toEqual(['Undo', 'Show each']);
  act(() => void undoNewest());
  expect(asked.slice(-2).map(([, input]) => input)).toEqual([
    { processes: [{ pid: 11, startTicks: 11 }], nice: 0 },
    { processes: [{ pid: 12, startTicks: 12 }], nice: 5 },
  ]);
});

test('what is guarded cannot be asked for alone, and is left out among others', async () => {
  answers.set('monitor.signal', () => ({ results: [] }));
  await show();
  await openMenu('init');
  expect((await screen.findByRole('menu')).textContent).toContain('PID 1 started all other processes');
  expect(screen.getByRole('menuitem', { name: /^Kill…/ }).getAttribute('aria-disabled')).toBe('true');
  await userEvent.keyboard('{Escape}');
  act(() => screen.getByRole('grid').focus());
  await userEvent.keyboard('{Control>}a{/Control}');
  await openMenu('tailer');
  await pick('Kill…');
  const dialog = await screen.findByRole('dialog', { name: 'Kill 5 processes?' });
  expect(dialog.textContent).toContain('Left out: 2.');
  await userEvent.click(within(dialog).getByRole('button', { name: /^Kill/ }));
  const sent = asked.find(([path]) => path === 'monitor.signal')?.[1];
  expect(sent).toMatchObject({ processes: [{ pid: 11 }, { pid: 12 }, { pid: 13 }] });
});

test('under --read-only every action is shown, disabled, with the reason', async () => {
  answers.set('app.about', () => ({ readOnly: true, pid: 99 }));
  await show();
  await openMenu('tailer');
  expect((await screen.findByRole('menu')).textContent).toContain('--read-only');
  for (const item of screen.getAllByRole('menuitem', { name: /…/ })) {
    expect(item.getAttribute('aria-disabled')).toBe('true');
  }
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(screen.getByRole('grid'));
  await userEvent.keyboard('k');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(useToasts.getState().shown.at(-1)?.text).toContain('--read-only');
});

test('CPUs are chosen by clicking and by the arrows, and the request names them', async () => {
  answers.set('monitor.details', () => ({ overview: { allowedCpus: [0] } }));
  answers.set('monitor.setAffinity', () => ({ results: [] }));
  await show();
  await userEvent.click(line('tailer'));
  await userEvent.keyboard('a');
  const dialog = await screen.findByRole('dialog', { name: 'On which CPUs may tailer run?' });
  await vi.waitFor(() => expect(dialog.textContent).toContain('Now: 0.'));
  const cpu = (id: number) => within(dialog).getByRole('button', { name: `CPU ${id}` });
  expect([cpu(0), cpu(1)].map((one) => one.getAttribute('aria-pressed'))).toEqual(['true', 'false']);
  await userEvent.click(cpu(0));
  expect(
    within(dialog)
      .getByRole('button', { name: /^Set 11 to 0 of 2/ })
      .getAttribute('aria-disabled'),
  ).toBe('true');
  act(() => cpu(0).focus());
  await userEvent.keyboard('{ArrowRight} ');
  expect(cpu(1).getAttribute('aria-pressed')).toBe('true');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Set 11 to 1 of 2 CPUs' }));
  expect(asked.at(-1)).toEqual(['monitor.setAffinity', { processes: [{ pid: 11, startTicks: 11 }], cpus: [1] }]);
});
