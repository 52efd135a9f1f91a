import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { ThreadlabError } from '../../../shared/errors.ts';
import { backend } from '../../testing/backendDouble.ts';
import { joinPass } from '../rows/passRows.ts';
import type { ProcessRow } from '../store.ts';
import { detailsOf } from '../testing/processDetails.ts';
import { snapshotOf } from '../testing/snapshots.ts';
import { DetailsView, type DetailsViewProps } from './DetailsView.tsx';

const snapshot = snapshotOf([{ pid: 800, startTicks: 400, name: 'ingest' }]);
const rows: ProcessRow[] = joinPass(snapshot.processes, 'pid', 'startTicks', null);
const asked: unknown[] = [];

beforeEach(() => {
  asked.length = 0;
  backend.call.mockImplementation((_path, input: unknown) => {
    asked.push(input);
    const environment = JSON.stringify(input).includes('"values"') ? 'values' : 'count';
    return Promise.resolve(detailsOf({ pid: 800, startTicks: 400 }, environment));
  });
});

function show(tab: DetailsViewProps['tab']): void {
  const [row] = rows;
  if (row !== undefined) render(<DetailsView row={row} tab={tab} label={tab} />);
}

test('the environment is asked for masked, and its values only when a person wants them', async () => {
  show('environment');
  await screen.findByText(/Masked/);
  expect(asked).toEqual([{ process: { pid: 800, startTicks: 400 }, environment: 'count', peers: false }]);
  expect(document.body.textContent).not.toContain('INGEST_TOKEN');
  await userEvent.click(screen.getByRole('radio', { name: 'Values' }));
  await screen.findByText('INGEST_TOKEN');
  expect(asked.at(-1)).toMatchObject({ environment: 'values' });
});

test('what Linux refuses stands with its reason in the place of the value', async () => {
  show('command');
  await screen.findByText('/var/lib/ingest');
  expect(screen.getByText('Root directory').parentElement?.textContent).toContain('Only its owner (ingest) and root');
});

test('names that turn text around are shown escaped, and sockets by their ends', async () => {
  show('files');
  await screen.findByText('/tmp/safe\\u202egpj.exe (deleted)');
  expect(screen.getByText('tcp 127.0.0.1:7070 to 127.0.0.1:51234, established')).toBeTruthy();
});

test('a process that is gone says so', async () => {
  backend.call.mockRejectedValue(new ThreadlabError('processGone', 'Process 800 has ended.'));
  show('limits');
  expect(await screen.findByText('Process 800 has ended.')).toBeTruthy();
});

test('reading again asks again, and keeps what was read meanwhile', async () => {
  show('limits');
  await screen.findByText('Open files');
  await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
  expect(asked).toHaveLength(2);
  expect(screen.getByText('Open files')).toBeTruthy();
});
