import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { coreToCore } from '../../../../shared/lab/catalogue/core-to-core.ts';
import { clockSpeed } from '../../../../shared/lab/catalogue/clock-speed.ts';
import type { Experiment } from '../../../../shared/lab/experiment.ts';
import type { Watcher } from '../../../../shared/rpc/client.ts';
import type { RunSummary } from '../../../../shared/runs/contract.ts';
import type { Environment, RunRecord } from '../../../../shared/runs/record.ts';
import { signalRecord } from '../../../../shared/runs/testing/countingRecords.ts';
import { testEnvironment } from '../../../../shared/runs/testing/records.ts';
import { useNavigation } from '../../../frame/navigation.ts';
import { backend } from '../../../testing/backendDouble.ts';
import { machineOf } from '../../testing/machines.ts';
import { MeasuredTable } from './MeasuredTable.tsx';
import { reportedParts } from './reportedParts.ts';

let kept: readonly RunRecord[] = [];

const machine = machineOf({ cores: 2 });
const here: Environment = {
  ...testEnvironment,
  cpuModel: machine.model,
  packages: machine.packages,
  cores: machine.cores,
  cpus: 2,
  memory: machine.memory.totalBytes,
  virtualization: machine.virtualization,
  caches: [],
};

function summaryOf({ id, experiment, startedAt, status, checks }: RunRecord): RunSummary {
  const outcome = checks.some((check) => check.outcome === 'failed') ? 'failed' : 'passed';
  const rest = { title: null, engines: ['wasm'], elapsed: 1, outcomeWords: '', sizeBytes: 1 };
  return { readable: true, id, experiment, startedAt, status, outcome, ...rest };
}

/** Of one thread at so many GHz. */
function clockRun(day: number, gigahertz: number, changes: Partial<RunRecord> = {}): RunRecord {
  const points = [{ params: { threads: 1 }, metrics: { effectiveClock: [gigahertz * 1e9] } }];
  return kindOf(clockSpeed, day, points, changes);
}

function kindOf(experiment: Experiment, day: number, points: Parameters<typeof signalRecord>[2], changes = {}) {
  const id = `2026-10-0${day}-1200-aaaa`;
  const startedAt = `2026-10-0${day}T12:00:00.000Z`;
  return signalRecord(experiment, { engine: 'wasm' }, points, { id, startedAt, environment: here, ...changes });
}

beforeEach(() => {
  backend.call.mockImplementation((_path, { id }: { id: string }) => {
    const found = kept.find((record) => record.id === id);
    return found ? Promise.resolve(found) : Promise.reject(new Error(`There is no ${id}.`));
  });
  backend.subscribe.mockImplementation((_path, _input, watcher: Watcher<{ folder: string; runs: RunSummary[] }>) => {
    void watcher.onItem({ folder: '', runs: kept.map(summaryOf) });
    return { update: () => undefined, close: () => undefined };
  });
});

async function show(records: readonly RunRecord[]) {
  kept = records;
  const reported = reportedParts(machine, [3.4e9, 3.4e9], (field = '') => `${field} is not told`);
  render(<MeasuredTable machine={machine} reported={reported} />);
  const row = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name}`) });
  await within(row('Clock')).findByRole('button', { name: /^Measure/ });
  return row;
}

test('a part that no run has measured says so, and leads to the form that measures it', async () => {
  const row = await show([]);
  expect(row('Clock').textContent).toContain('now 3.4 GHz');
  expect(row('Clock').textContent).toContain('not measured yet');
  expect(row('CPU to CPU').textContent).toContain('no machine reports it');
  await userEvent.click(within(row('CPU to CPU')).getByRole('button', { name: 'Measure: CPU to CPU' }));
  expect(useNavigation.getState().place).toEqual({ room: 'lab', experiment: coreToCore.id, form: true });
});

test('of several runs of this machine the newest is told, with its date and the way to it', async () => {
  const row = await show([clockRun(1, 3.1), clockRun(3, 3.3), clockRun(2, 3.2)]);
  expect(row('Clock').textContent).toContain('1 thread3.3 GHz');
  await userEvent.click(within(row('Clock')).getByRole('button', { name: /3 Oct/ }));
  expect(useNavigation.getState().place).toEqual({ room: 'runs', run: '2026-10-03-1200-aaaa' });
});

test('a run of another machine is never told as one of this', async () => {
  const elsewhere = { environment: { ...here, cpuModel: 'Another CPU' } };
  const row = await show([clockRun(3, 5, elsewhere), clockRun(2, 3.2)]);
  expect(row('Clock').textContent).toContain('3.2 GHz');
  cleanup();
  const alone = await show([clockRun(3, 5, elsewhere)]);
  expect(alone('Clock').textContent).toContain('not measured yet; one run here is of another machine');
  expect(alone('Clock').textContent).not.toContain('5 GHz');
});

test('a run that failed a check which always holds has nothing to tell', async () => {
  const failed = { checks: [{ id: 'plausible', kind: 'A' as const, outcome: 'failed' as const, detail: '' }] };
  expect((await show([clockRun(3, 9, failed)]))('Clock').textContent).toContain('not measured yet');
});

test('a figure of a disturbed machine says that it is one', async () => {
  const points = [{ params: { threads: 1 }, metrics: { effectiveClock: [3e9] }, noisy: true }];
  const row = await show([kindOf(clockSpeed, 1, points)]);
  expect(row('Clock').textContent).toContain('on a machine that was disturbed');
});

test('the pairs of CPUs are a matrix below', async () => {
  const record = kindOf(coreToCore, 1, [{ params: {}, metrics: { medianLatency: [52e-9] } }]);
  const side = (title: string) => ({ title, labels: ['0', '1'] });
  const pair = { unit: 'seconds', median: 52e-9, low: 50e-9, high: 54e-9, n: 5, interval: 'range' as const };
  const cells = [
    [null, pair],
    [pair, null],
  ];
  for (const point of record.points)
    point.matrices = { latency: { unit: 'seconds', rows: side('from CPU'), columns: side('to CPU'), cells } };
  const row = await show([record]);
  await within(row('CPU to CPU')).findByText('52 ns');
  expect(row('CPU to CPU').textContent).toContain('CPUs 0 and 1');
  expect(screen.getByRole('figure', { name: /^CPU to CPU: .*52 ns/ })).toBeTruthy();
});
