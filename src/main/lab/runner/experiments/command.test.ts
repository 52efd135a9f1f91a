/** Programs of all kinds, from their start to their end: true, sh, sleep and head are everywhere. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { command } from '../../../../shared/lab/catalogue/command.ts';
import { statFields } from '../commandFamily.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import { startCommand, type StartCommand } from '../startedCommand.ts';
import { failedChecks, measureOn } from '../testing/measureOnce.ts';
import { openCommand } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'threadlab-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function measure(program: string, start?: StartCommand): Promise<MeasuredRepeat> {
  const experiment = await openCommand(start);
  return (await measureOn(experiment, { engine: 'any', program, cwd: folder })).measured;
}

describe.runIf(process.platform === 'linux')('command', () => {
  test('reports all that the catalogue declares, of threads that sleep and threads that run', async () => {
    const measured = await measure(`sh -c 'sleep 0.3 & i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done; wait'`);
    const { metrics, series = {}, outcomes = {} } = measured;
    expect([...Object.keys(metrics), ...Object.keys(outcomes), ...Object.keys(series)].sort()).toEqual(
      Object.keys(command.metrics).sort(),
    );
    expect(Object.values(metrics).every((value) => value !== null && value > 0)).toBe(true);
    const { labels = [], values = [] } = series['states'] ?? {};
    const most = (label: string) => Math.max(...(values[labels.indexOf(label)] ?? []).map(Number));
    expect(most('asleep')).toBeGreaterThanOrEqual(1);
    expect(most('running or runnable')).toBeGreaterThanOrEqual(1);
    expect(values.every((own) => own.length === series['states']?.at.length)).toBe(true);
    expect(failedChecks(measured)).toEqual([]);
  });

  test.each([
    ['its status', `sh -c 'echo out; echo err >&2; exit 3'`, 'status3', 'The program ended with status 3.'],
    ['the signal', `sh -c 'echo out; echo err >&2; kill -SEGV $$'`, 'SIGSEGV', 'The program was ended by SIGSEGV.'],
  ])('tells %s with which a program ended, and the last lines that it wrote', async (_what, program, code, words) => {
    const { outcomes, lastLines } = await measure(program);
    expect(outcomes?.['outcome']).toEqual({ code, words });
    expect(lastLines?.toSorted()).toEqual(['err', 'out']);
  });

  test('gives a program its arguments as they are, its folder, and no input', async () => {
    const { lastLines } = await measure(`sh -c 'pwd; cat; printf "%s\\n" "$@"' name '$HOME' '*' '|' 'two words'`);
    expect(lastLines).toEqual([folder, '$HOME', '*', '|', 'two words']);
  });

  test('keeps the end of megabytes, and measures what ends at once', async () => {
    const { lastLines = [] } = await measure(`sh -c 'head -c 3000000 /dev/zero; seq 1 9999'`);
    expect(lastLines.at(-1)).toBe('9999');
    expect(lastLines.join('').length).toBeLessThan(20_000);
    const { metrics, checks } = await measure('true');
    const { wall, runningThreads } = metrics;
    expect(wall).toBeGreaterThan(0);
    expect(runningThreads === null).toBe(Number(wall) < 0.1);
    expect(checks).toEqual([{ id: 'exitReported', holds: true, detail: 'ended with status 0' }]);
  });

  test('says in words why a program cannot be started, and does not name it', async () => {
    const script = join(folder, 'script');
    writeFileSync(script, '#!/nowhere/interpreter\n');
    await expect(measure('./none')).rejects.toThrow(/could not be started: There is no such file/);
    await expect(measure('threadlab-none')).rejects.toThrow(/no program of this name in the folders of PATH\.$/);
    await expect(measure('./script')).rejects.toThrow(/may not be executed/);
    chmodSync(script, 0o755);
    await expect(measure(script)).rejects.toThrow(/the interpreter that its first line names is not there/);
  });

  test('ends what a program left running, also outside its process group', async () => {
    // The start is the true one: another backend on this machine ends what bears the marker of one that is dead.
    const startTicks = statFields(readFileSync('/proc/self/stat', 'utf8'))[22 - 3];
    process.env['THREADLAB_RUN'] = `${process.pid}:${startTicks}:test`;
    try {
      const { outcomes, metrics } = await measure(`sh -c 'setsid sleep 301 & sleep 302 & exit 0'`);
      expect(outcomes?.['outcome']?.words).toBe(
        'The program ended with status 0. 2 processes that it left running were ended.',
      );
      expect(metrics['wall']).toBeLessThan(300);
    } finally {
      delete process.env['THREADLAB_RUN'];
    }
  });

  test('exitReported fails where nobody is told how it ended', async () => {
    const planted: StartCommand = async (program, cwd) => {
      const child = await startCommand(program, cwd);
      return { ...child, ended: child.ended.then(() => ({ exitStatus: null, signal: null })) };
    };
    expect(failedChecks(await measure('true', planted))).toEqual(['exitReported']);
  });
});
