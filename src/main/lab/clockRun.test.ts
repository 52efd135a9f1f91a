/** A run of clock-speed from request to record: what the backend adds to what the runner measured. */
import { expect, test } from 'vitest';
import { clockSpeed } from '../../shared/lab/catalogue/clock-speed.ts';
import { parseRecord } from '../../shared/runs/parseRecord.ts';
import { resultText } from '../../shared/runs/resultWords.ts';
import { noNative } from './runner/testing/nativePayload.ts';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest } from './testing/labForTest.ts';

test.runIf(process.platform === 'linux')(
  'a run of clock-speed keeps the clock over time, and the reported clock or why there is none',
  async () => {
    const { start, ended, records, close } = await labForTest({ entries: await buildRunner() });
    try {
      const engine = noNative === null ? ['wasm', 'native'] : ['wasm'];
      const parameters = { engine, threads: [1, 2], duration: [0.2] };
      const { outcome } = await ended(await start(parameters, 2, clockSpeed.id));
      expect(outcome).toEqual({ status: 'completed', kept: true, message: null });
      const record = parseRecord(JSON.stringify(records[0]));
      expect(record.points).toHaveLength(2 * engine.length);
      expect(record.checks.filter(({ kind, outcome: found }) => kind === 'A' && found !== 'passed')).toEqual([]);
      const reported = record.points.every(({ metrics }) => metrics['reportedClock'] !== undefined);
      expect(Object.keys(record.notAvailable ?? {})).toEqual(reported ? [] : ['reportedClock']);
      for (const { params, series } of record.points) {
        const clock = series?.['clockOverTime'];
        expect(clock?.unit).toBe('hertz');
        expect(clock?.values).toHaveLength(Number(params['threads']));
        expect(clock?.repeat.every((repeat) => repeat === 0 || repeat === 1)).toBe(true);
        expect(clock?.at).toEqual(clock?.at.toSorted((a, b) => a - b));
        expect(clock?.at.every((moment) => moment > 0 && moment < record.elapsed)).toBe(true);
      }
      expect(resultText(record)).not.toBe('');
    } finally {
      await close();
    }
  },
  180_000,
);
