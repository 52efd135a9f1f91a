import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { MeasuredRepeat, RunnerMessage } from './runner/protocol.ts';
import { labForTest } from './testing/labForTest.ts';

const folder = mkdtempSync(join(tmpdir(), 'threadlab-collect-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A runner that says this and ends. */
function runnerThatSays(messages: readonly RunnerMessage[]): string {
  const file = join(folder, 'runner.mjs');
  writeFileSync(
    file,
    `process.once('message', () => { for (const said of ${JSON.stringify(messages)}) process.send(said); process.disconnect(); });`,
  );
  return file;
}

test.runIf(process.platform === 'linux')(
  'a repeat is judged from its own start, never from that of the one before',
  async () => {
    const measured: MeasuredRepeat = {
      metrics: { throughput: 1 },
      perThread: {},
      histograms: {},
      achieved: {},
      checks: [],
      readings: {},
    };
    const runner = runnerThatSays([
      { kind: 'phase', phase: 'measuring' },
      { kind: 'repeatStarted', repeat: 0, threads: [] },
      { kind: 'repeatMeasured', repeat: 0, measured },
      { kind: 'repeatMeasured', repeat: 1, measured },
      { kind: 'done', costOfMeasuring: {} },
    ]);
    const lab = await labForTest({
      entries: { runner, runnerThread: '', nodeProgram: '', native: '', python: '' },
    });
    await lab.ended(await lab.start({ engine: ['wasm'], lock: ['tas'], threads: [1] }, 2));
    const [own, without] = lab.records[0]?.points[0]?.repeats.map(({ gate }) => gate.readings['steal']) ?? [];
    await lab.close();
    expect(own).toBeTypeOf('number');
    expect(without).toBeNull();
  },
);
