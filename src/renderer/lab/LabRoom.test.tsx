import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { ThreadlabError } from '../../shared/errors.ts';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import type { LabState } from '../../shared/lab/contract.ts';
import { presetRequest, presets } from '../../shared/lab/presets.ts';
import type { Watcher } from '../../shared/rpc/client.ts';
import { WithStatusLine } from '../frame/StatusLine.tsx';
import { useNavigation } from '../frame/navigation.ts';
import { completedRecord, failedRecord } from '../result/testing/records.ts';
import { backend } from '../testing/backendDouble.ts';
import { takeLabState, useLab } from './labStore.ts';
import { LabRoom } from './LabRoom.tsx';
import { runningState } from './testing/runStates.ts';

const { call, subscribe } = backend;

const engines = {
  engines: [
    { engine: 'wasm', available: true, words: 'Wasm has no pause instruction.' },
    { engine: 'native', available: true, words: 'C and pthreads.' },
    { engine: 'python', available: false, words: 'There is no Python here.' },
  ],
  cpus: 2,
  cores: 2,
};
const ended = (status: 'completed' | 'failed'): LabState => ({
  run: runningState(79, {
    current: null,
    phase: 'ended',
    process: null,
    outcome: { status, kept: true, message: null },
  }),
  queue: [],
});

beforeEach(() => {
  useLab.setState({ experiment: 'lock-contention', preset: 'two-minutes' });
  call.mockImplementation((path) => Promise.resolve(path === 'lab.engines' ? engines : {}));
  subscribe.mockImplementation((path, _input, watcher: Watcher<{ folder: string; runs: [] }>) => {
    if (path === 'runs.watch') void watcher.onItem({ folder: '', runs: [] });
    return { update: () => undefined, close: () => undefined };
  });
});

const show = () =>
  render(
    <WithStatusLine always={null}>
      <LabRoom />
    </WithStatusLine>,
  );

/** The form as it is once the machine is known. */
const form = async () => {
  await screen.findByText('Wasm has no pause instruction.');
  return screen.getByRole('textbox', { name: 'Threads' });
};

test('begins with the preset that is chosen, and says when what is asked is none', async () => {
  takeLabState({ run: null, queue: [] });
  show();
  const threads = await form();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Two minutes' }).checked).toBe(true);
  await userEvent.click(screen.getByRole('radio', { name: 'Quick look' }));
  expect(screen.getByText(presets['quick-look'].words)).toBeDefined();
  await userEvent.type(threads, ', 4');
  expect(screen.getByText(/none of the presets/)).toBeDefined();
  expect(screen.queryByRole('radio', { checked: true, name: 'Quick look' })).toBeNull();
});

test('asks two engines in one run, says what each is and what one of them alone has', async () => {
  takeLabState({ run: null, queue: [] });
  show();
  await form();
  expect(screen.getByRole('button', { name: 'pthread spin' }).getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText(/python: There is no Python here/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'native' }));
  expect(screen.getByText('native: C and pthreads.')).toBeDefined();
  expect(screen.getByText(/pthread spin, atomic flag: native alone\.$/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'pthread spin' }));
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
  const [, request] = call.mock.calls.find(([path]) => path === 'lab.start') ?? [];
  expect(request).toMatchObject({
    parameters: { engine: ['wasm', 'native'], lock: ['tas', 'mcs', 'futex', 'pthreadSpin'] },
  });
});

test('runs the question that has the focus with the preset of the catalogue', async () => {
  useLab.setState({ experiment: null });
  takeLabState({ run: null, queue: [] });
  show();
  await userEvent.click(screen.getByRole('radio', { name: 'Quick look' }));
  (await screen.findByRole('button', { name: /Which lock holds up/ })).focus();
  await userEvent.keyboard('r');
  const [, request] = call.mock.calls.find(([path]) => path === 'lab.start') ?? [];
  expect(request).toEqual(presetRequest(lockContention, 'quick-look', { cpus: 2, engines: ['wasm'] }));
  expect(useLab.getState().experiment).toBe('lock-contention');
});

test('lists each experiment of the catalogue with its engines, and opens it', async () => {
  useLab.setState({ experiment: null });
  show();
  const line = await screen.findByRole('button', { name: /Which lock holds up/ });
  expect(line.textContent).toContain('wasm');
  expect(line.textContent).toContain('not yet');
  await userEvent.click(line);
  expect(screen.getByRole('heading', { name: 'How it is measured' })).toBeDefined();
});

test('cannot run before the backend has told, and says so', () => {
  show();
  const run = screen.getByRole('button', { name: 'Run' });
  expect(run.getAttribute('aria-disabled')).toBe('true');
  expect(run.getAttribute('data-tip')).toBe('Waiting for the backend.');
});

test('cannot run before the machine is known, since the form is not yet the preset’s', async () => {
  takeLabState({ run: null, queue: [] });
  show();
  expect(screen.getByRole('button', { name: 'Run' }).getAttribute('data-tip')).toBe('Waiting for the backend.');
  await form();
  expect(screen.getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).not.toBe('true');
});

test('asks the backend for what the form says', async () => {
  takeLabState({ run: null, queue: [] });
  show();
  const threads = await form();
  await userEvent.clear(threads);
  await userEvent.type(threads, '1, 2, 4');
  await userEvent.clear(screen.getByRole('textbox', { name: 'Repeats' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Repeats' }), '5');
  await userEvent.click(screen.getByRole('button', { name: 'ticket' }));
  expect(screen.getByText(/^4 locks × 3 values of threads × 5 repeats/)).toBeDefined();
  expect(screen.getByText('60 repeats')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
  const [, request] = call.mock.calls.find(([path]) => path === 'lab.start') ?? [];
  expect(request).toMatchObject({ parameters: { lock: ['tas', 'ticket', 'mcs', 'futex'], threads: [1, 2, 4] } });
});

test('says what is wrong on leaving the field, and does not run', async () => {
  takeLabState({ run: null, queue: [] });
  show();
  const threads = screen.getByRole('textbox', { name: 'Threads' });
  await userEvent.clear(threads);
  await userEvent.type(threads, '1, 300');
  expect(screen.queryByRole('alert')).toBeNull();
  await userEvent.tab();
  expect(screen.getByRole('alert').textContent).toBe('300 is outside 1 to 256.');
  expect(screen.getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBe('true');
});

test('says what the backend has against a run', async () => {
  call.mockImplementation((path) =>
    path === 'lab.start'
      ? Promise.reject(new ThreadlabError('busy', 'Another run has the machine.'))
      : Promise.resolve(engines),
  );
  takeLabState({ run: null, queue: [] });
  show();
  await userEvent.keyboard('r');
  expect((await screen.findByRole('alert')).textContent).toContain('Another run has the machine.');
});

test('shows a running experiment: where it stands, its process, four charts, one after the other', async () => {
  takeLabState({ run: runningState(46), queue: [] });
  show();
  expect(screen.getByText('repeat 47 of 80')).toBeDefined();
  expect(screen.getByText('Process 61877, threads ticket-w0 to ticket-w3')).toBeDefined();
  const titles = () =>
    screen.queryAllByRole('figure').map((figure) => within(figure).getAllByText(/./)[0]?.textContent);
  expect(titles()).toEqual([]);
  await waitFor(() => expect(titles()).toHaveLength(4), { timeout: 10_000 });
  expect(titles()).toEqual([
    'Throughput now',
    'Throughput over threads, so far',
    'Each thread in this repeat',
    'Contended share',
  ]);
  expect(screen.getByRole('img', { name: /46 of 80 repeats done/ })).toBeDefined();
  expect(screen.getByText('Gate passed')).toBeDefined();
});

test('asks before it cancels, and cancels', async () => {
  takeLabState({ run: runningState(46), queue: [] });
  show();
  await userEvent.keyboard('{Escape}');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel the run' }));
  expect(call).toHaveBeenCalledWith('lab.cancel', { id: completedRecord().id });
});

test('shows what waits with its place, and takes it out of the queue', async () => {
  useLab.setState({ experiment: null });
  takeLabState({
    run: runningState(46),
    queue: [
      { id: '2026-10-03-1440-aaaa', experiment: 'oversubscription', seconds: 70 },
      { id: '2026-10-03-1441-bbbb', experiment: 'lock-contention', seconds: 120 },
    ],
  });
  show();
  const waiting = within(screen.getByRole('list', { name: 'Waiting runs' })).getAllByRole('listitem');
  expect(waiting.map((line) => line.textContent)).toEqual([
    'NextWhat happens with more threads than CPUs?1 min 10 sCancel',
    'Waits, 2ndWhich lock holds up, at how many threads?2 minCancel',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel lock-contention, which waits' }));
  expect(call).toHaveBeenCalledWith('lab.cancel', { id: '2026-10-03-1441-bbbb' });
});

test('shows a run that was asked for beside another on its own page, with its place', () => {
  useLab.setState({ experiment: 'oversubscription' });
  takeLabState({
    run: runningState(46),
    queue: [{ id: '2026-10-03-1440-aaaa', experiment: 'oversubscription', seconds: 70 }],
  });
  show();
  expect(screen.getByRole('list', { name: 'Waiting runs' }).textContent).toContain('Next');
  expect(screen.getByText(/lock-contention runs now; this one would wait for it/)).toBeDefined();
});

test('says that another Threadlab has the machine, and leads to its process', async () => {
  takeLabState({
    run: null,
    queue: [],
    elsewhere: { process: { pid: 4711, startTicks: 99 }, experiment: 'oversubscription' },
  });
  show();
  const line = screen.getByRole('region', { name: 'Another Threadlab has the machine' });
  expect(line.textContent).toContain('process 4711, oversubscription; a run of this one waits for it');
  await userEvent.click(within(line).getByRole('button', { name: 'See it in the Monitor' }));
  expect(useNavigation.getState().place).toMatchObject({ room: 'monitor', select: { pid: 4711, startTicks: 99 } });
});

test('shows the form where a result of it stands, when another room asks for the form', async () => {
  takeLabState(ended('completed'));
  useNavigation.setState(({ moves }) => ({
    place: { room: 'lab', experiment: 'lock-contention', form: true },
    moves: moves + 1,
  }));
  show();
  expect(await form()).toBeDefined();
  expect(screen.getByRole('button', { name: 'Run' })).toBeDefined();
});

test('leads to the run’s process in the Monitor', async () => {
  takeLabState({ run: runningState(46), queue: [] });
  show();
  await userEvent.click(screen.getByRole('button', { name: /See it in the Monitor/ }));
  expect(useNavigation.getState().place).toMatchObject({
    room: 'monitor',
    select: { pid: 61877, startTicks: 123456 },
  });
});

test('puts the result in the place of the live charts when the run has ended', async () => {
  call.mockImplementation((path) => Promise.resolve(path === 'runs.get' ? completedRecord() : engines));
  takeLabState(ended('completed'));
  show();
  expect(await screen.findByRole('figure', { name: /^Throughput over threads: tas from/ })).toBeDefined();
  expect(screen.getByText(/completed in 57 s/)).toBeDefined();
  const facts = screen.getByRole('complementary', { name: 'What the result rests on' });
  expect(within(facts).getByText('78 of 80 repeats')).toBeDefined();
  expect(within(facts).getAllByText('passed')).toHaveLength(4);
});

test('says how a failed run ended, and opens what was kept', async () => {
  call.mockImplementation((path) => Promise.resolve(path === 'runs.get' ? failedRecord() : engines));
  takeLabState(ended('failed'));
  show();
  const how = await screen.findByRole('region', { name: 'How the run ended' });
  expect(how.textContent).toContain('signal SIGKILL');
  expect(how.textContent).toContain('Killed');
  await userEvent.click(within(how).getByRole('button', { name: 'Open what was kept' }));
  expect(screen.getByRole('figure', { name: /^Throughput over threads/ })).toBeDefined();
});

test('opens a chart’s data as a table by one key, and goes back by the same', async () => {
  call.mockImplementation((path) => Promise.resolve(path === 'runs.get' ? completedRecord() : engines));
  takeLabState(ended('completed'));
  show();
  const figure = await screen.findByRole('figure', { name: /^Throughput over threads/ });
  within(figure)
    .getByRole('button', { name: /Enter opens the table/ })
    .focus();
  await userEvent.keyboard('{Enter}');
  const table = within(figure).getByRole('table');
  expect(within(table).getByText('8').closest('tr')?.textContent).toContain('noisy');
  await userEvent.keyboard('{Enter}');
  expect(within(figure).queryByRole('table')).toBeNull();
});
