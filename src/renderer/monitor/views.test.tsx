import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act, createRef } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { machineNumber } from './machine/machineNumbers.ts';
import { MachineView } from './machine/MachineView.tsx';
import { histories, select, useMonitor } from './store.ts';
import { takeSnapshot } from './rows/takePass.ts';
import { fakeLayout } from './testing/fakeLayout.ts';
import { machineOf } from './testing/machines.ts';
import { snapshotOf } from './testing/snapshots.ts';
import { ThreadsPane } from './ThreadsPane.tsx';
import { PaneEdge } from './PaneEdge.tsx';
import { Vitals } from './vitals/Vitals.tsx';

let now = 0;
const process = {
  pid: 7,
  startTicks: 7,
  name: 'ingestd',
  user: 'ingest',
  cpu: 1,
  cpuTime: 2600.3,
  threads: 2,
  state: 'S',
};
const threads = [
  {
    pid: 7,
    tid: 7,
    startTicks: 7,
    name: 'main',
    cpu: 0.25,
    cpuTime: 2400,
    runQueueDelay: 0.25,
    state: 'S',
    waitChannel: 'ep_poll',
    syscall: 'epoll_wait',
  },
  {
    pid: 7,
    tid: 8,
    startTicks: 7,
    name: 'flush-0',
    cpu: 0.5,
    cpuTime: 72.4,
    runQueueDelay: 0,
    state: 'S',
    waitChannel: 'futex_do_wait',
    syscall: 'futex',
  },
];
const pass = (changes: Parameters<typeof snapshotOf>[2] = {}) =>
  act(() => takeSnapshot(snapshotOf([process], threads, changes), ++now));

beforeEach(fakeLayout);

test('live threads and exited threads stand beside the process, and add up on the screen', () => {
  select({ pid: 7, startTicks: 7 });
  pass();
  render(<ThreadsPane ref={createRef()} rowHeight={24} stale={false} />);
  expect(screen.getByText(/CPU time since start/).parentElement?.textContent).toContain(
    '41 min 12.4 s 2 live threads+2 min 7.9 s exited threads=43 min 20.3 s process',
  );
});

test('says in words what a thread waits for, with the evidence', () => {
  select({ pid: 7, startTicks: 7 });
  pass();
  render(<ThreadsPane ref={createRef()} rowHeight={24} stale={false} />);
  const row = screen.getAllByRole('row').find((line) => line.textContent.includes('flush-0'));
  expect(
    within(row ?? document.body)
      .getAllByRole('gridcell')
      .at(-1)?.textContent,
  ).toBe('a lock or condition variablefutex');
  expect(row?.textContent).toContain('Running 50%, Lock 50%');
});

test('without a selection the lower pane says what to do', () => {
  render(<ThreadsPane ref={createRef()} rowHeight={24} stale={false} />);
  expect(screen.getByRole('heading', { name: 'No process is selected' })).toBeTruthy();
});

test('a process that has ended says so, and keeps what was last read', () => {
  select({ pid: 7, startTicks: 7 });
  pass();
  act(() => takeSnapshot(snapshotOf([], []), ++now));
  render(<ThreadsPane ref={createRef()} rowHeight={24} stale={false} />);
  expect(screen.getByText(/has ended/)).toBeTruthy();
});

test('the vitals name what is not available, and never show it as 0', () => {
  pass({ notAvailable: { 'machine.clock': 'This machine has no cpufreq.' } });
  act(() => {
    const { snapshot } = useMonitor.getState();
    if (snapshot === null) return;
    const cpus = snapshot.machine.cpus.map((cpu) => ({ ...cpu, clock: null, steal: null }));
    useMonitor.setState({ snapshot: { ...snapshot, machine: { ...snapshot.machine, cpus } } });
  });
  render(<Vitals machine={null} />);
  const vitals = screen.getByRole('banner', { name: 'This machine now' });
  expect(vitals.textContent).toContain('Clock, all CPUsnot available: This machine has no cpufreq.');
  expect(vitals.textContent).toContain('steal –');
  expect(vitals.textContent).toContain('Use of 2 CPUs');
});

test('in a container memory is what it may use, in the vitals, in the drawing and over time', () => {
  const { machine } = snapshotOf([]);
  const group = { limit: 4 * 2 ** 30, used: 3.5 * 2 ** 30 };
  useMonitor.setState({ machine: machineOf({ cores: 2, threads: 2, lastLevel: 2, ownCaches: true }), view: 'machine' });
  pass({ machine: { ...machine, memory: { ...machine.memory, group } } });
  const { container } = render(<Vitals machine={null} />);
  const vital = container.querySelector<HTMLElement>('.vital-memory');
  expect(vital?.textContent).toBe('Memory allowed3.50 of 4 GiB');
  expect([...(vital?.querySelectorAll('i') ?? [])].map(({ style }) => style.width)).toEqual(['87.5%']);
  expect(vital?.dataset['tip']).toContain('The whole machine has 8 GiB. Used 3 GiB');
  render(<MachineView />);
  expect(screen.getByText('3.5 GiB used of 4 GiB allowed')).toBeTruthy();
  expect(screen.getAllByText('Memory, of 4 GiB allowed').length).toBeGreaterThan(0);
  expect(machineNumber({ ...machine, memory: { ...machine.memory, group } }, 'memory')).toBe(group.used);
});

test('the edge of the lower pane is moved by the arrow keys', async () => {
  render(<PaneEdge controls="pane" />);
  const edge = screen.getByRole('separator');
  edge.focus();
  await userEvent.keyboard('{ArrowUp}');
  expect(edge.getAttribute('aria-valuenow')).toBe('294');
});

test('the machine is drawn as it is built, and says what it does not tell', () => {
  useMonitor.setState({ machine: machineOf({ cores: 2, threads: 2, lastLevel: 2, ownCaches: true }), view: 'machine' });
  pass();
  render(<MachineView />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('AMD EPYC 7313P');
  expect(screen.getAllByText(/^Core \d$/).map((core) => core.textContent)).toEqual(['Core 0', 'Core 1']);
  expect(screen.getAllByText(/^CPU \d$/)).toHaveLength(4);
  expect(screen.getByText('CPUs 0–3', { selector: '.cache-band span' })).toBeTruthy();
  expect(screen.getAllByText('the firmware tables are not readable').length).toBeGreaterThan(0);
});

test('on a machine of many CPUs a core is one cell that tells its CPUs', () => {
  useMonitor.setState({ machine: machineOf({ cores: 64, threads: 2 }), view: 'machine' });
  pass();
  render(<MachineView />);
  expect(screen.getByText('Core 0. CPU 0: 62%, 3.4 GHz. CPU 1: 30%, 3.4 GHz')).toBeTruthy();
});

test('a machine that cannot be described says why', () => {
  useMonitor.setState({ machineError: 'This platform is not known.' });
  render(<MachineView />);
  expect(screen.getByText('This platform is not known.')).toBeTruthy();
});

test('a minute of history is kept for every CPU', () => {
  pass();
  expect(histories.cpus.pointsOf('cpu0').at(-1)?.value).toBeCloseTo(0.62);
});
