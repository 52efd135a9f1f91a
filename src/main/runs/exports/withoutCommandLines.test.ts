import { expect, test } from 'vitest';
import { exportFormats } from '../../../shared/runs/contract.ts';
import { runRecord } from '../../../shared/runs/record.ts';
import { commandRecord } from '../../../shared/runs/testing/commandRecord.ts';
import { fourLocks } from '../../../shared/runs/testing/records.ts';
import { exportRun } from './exportRun.ts';
import { withoutCommandLines } from './withoutCommandLines.ts';

/** What nobody else is to know. */
const secrets = /hunter2|\/srv\/alice|said-it/;

test.each(exportFormats.filter((format) => format !== 'png'))(
  'leaves command line, folder and output out of %s, unless asked',
  async (format) => {
    const text = async (commandLines: boolean) =>
      Buffer.from((await exportRun(commandRecord(), format, undefined, commandLines)).base64, 'base64').toString();
    expect(await text(false)).not.toMatch(secrets);
    expect(await text(true)).toMatch(secrets);
  },
);

test('leaves a record that can be read, and others as they are', () => {
  expect(() => runRecord.parse(withoutCommandLines(commandRecord()))).not.toThrow();
  const other = fourLocks();
  expect(withoutCommandLines(other)).toBe(other);
});
