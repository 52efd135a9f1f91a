import { expect, test } from 'vitest';
import { fourLocks } from '../../shared/runs/testing/records.ts';
import { recordText } from './show.ts';

test('of a run tells what was to be known before it, whatever characters are in it', () => {
  const warnings = ['Python 3.7 has no sharedMemory, which needs 3.8: left out.', '\u202ebackwards'];
  expect(recordText({ ...fourLocks(), warnings }, null)).toContain(`\n\n${warnings[0]}\n\\u202ebackwards\n\n`);
});

test('which repeats are outliers stands at their point, and how many below', () => {
  const record = fourLocks();
  const [first] = record.points;
  if (first?.repeats[1] !== undefined) first.repeats[1].outlier = true;
  const text = recordText(record, null);
  expect(text.match(/outside the fences: .*/g)).toEqual(['outside the fences: repeat 2']);
  expect(text).toMatch(/\n\n1 of \d+ repeats lies outside Tukey’s fences; it is kept\.\n\n/);
  expect(recordText(fourLocks(), null)).not.toContain('fences');
});
