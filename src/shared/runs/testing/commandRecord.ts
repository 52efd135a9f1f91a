/** A record of a program of a person's own, with secrets in every place that can hold them: hunter2, /srv/alice, said-it. */
import { runRecord, type RunRecord } from '../record.ts';
import { recordOf } from './records.ts';

export function commandRecord(): RunRecord {
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
