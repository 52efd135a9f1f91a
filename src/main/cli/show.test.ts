import { expect, test } from 'vitest';
import { fourLocks } from '../../shared/runs/testing/records.ts';
import { recordText } from './show.ts';

test('of a run tells what was to be known before it, whatever characters are in it', () => {
  const warnings = ['Python 3.7 has no sharedMemory, which needs 3.8: left out.', '\u202ebackwards'];
  expect(recordText({ ...fourLocks(), warnings }, null)).toContain(`\n\n${warnings[0]}\n\\u202ebackwards\n\n`);
});
