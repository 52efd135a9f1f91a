import { expect, test } from 'vitest';
import { exportFormats } from '../../../shared/runs/contract.ts';
import { runRecord, type RunRecord } from '../../../shared/runs/record.ts';
import { fourLocks, recordOf } from '../../../shared/runs/testing/records.ts';
import { exportRun } from './exportRun.ts';
import { withoutCommandLines } from './withoutCommandLines.ts';

/** What nobody else is to know, in every place of a record that can hold it. */
const secrets = /hunter2|\/srv\/alice|said-it/;

function commandRecord(): RunRecord {
  const params = { engine: 'any', program: 'login --password hunter2', cwd: '/srv/alice' };
  const outcomes = { outcome: { code: 'status0', words: 'The program ended with status 0.' } };
  const gate = { passed: true, reasons: [], readings: {} };
  return runRecord.parse(
    recordOf([], {
      experiment: 'command',
      request: {
        experiment: 'command',
        parameters: { engine: ['any'], program: [params.program], cwd: [params.cwd] },
        repeats: 1,
      },
      points: [
        {
          params,
          repeats: [{ metrics: { wall: 1 }, outcomes, lastLines: ['said-it'], gate, outlier: false }],
          metrics: {},
          noisy: false,
          oversubscribed: false,
        },
      ],
      checks: [{ id: 'exitReported', kind: 'A', outcome: 'passed', params, detail: '' }],
      error: { message: 'It ended.', exitStatus: 1, signal: null, lastLines: ['said-it'] },
    }),
  );
}

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
