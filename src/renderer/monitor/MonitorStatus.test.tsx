import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { WithStatusLine } from '../frame/StatusLine.tsx';
import { MonitorStatus } from './MonitorStatus.tsx';
import { takeSnapshot } from './rows/takePass.ts';
import { snapshotOf } from './testing/snapshots.ts';

test.each([
  [1.2, false],
  [12.34, true],
])('a reading after %d s of the second that was asked for is marked: %s', (interval, isMarked) => {
  takeSnapshot(snapshotOf([], [], { interval }), 1);
  render(
    <WithStatusLine always={null}>
      <MonitorStatus stale={false} />
    </WithStatusLine>,
  );
  expect(screen.queryByText(/These rates are means over 12 s: the machine slept or stalled/) !== null).toBe(isMarked);
});
