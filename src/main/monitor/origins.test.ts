/** What is told of where a number comes from leads to the number that the sampler shows. */
import { afterEach, describe, expect, test } from 'vitest';
import { isProcessNumber, isThreadNumber, processNumbers, processOrigins } from '../../shared/monitor/origins.ts';
import { processFieldNames, processFields } from '../../shared/monitor/processFields.ts';
import { threadFieldNames, threadFields } from '../../shared/monitor/threadFields.ts';
import { readOrigin } from '../machine/linux/origin/readOrigin.ts';
import { endChildren, keyOf, sleeper, startNode } from '../machine/linux/processes/testing/children.ts';
import { linuxOptions } from './linuxOptions.ts';
import { Passes } from './pass.ts';
import { everything } from './testing/everything.ts';
import { processCell } from './testing/fakePasses.ts';

afterEach(endChildren);

/** NaN where it is not available, as in a snapshot. */
function valueIn(part: Awaited<ReturnType<typeof readOrigin>> | undefined): number {
  return part?.available === true ? part.value.value : NaN;
}

test('every column of numbers has an origin, and no column of text', () => {
  expect(processFieldNames.filter(isProcessNumber)).toEqual(
    processFieldNames.filter((name) => processFields[name].unit !== 'text'),
  );
  expect(threadFieldNames.filter(isThreadNumber)).toEqual(
    threadFieldNames.filter((name) => threadFields[name].unit !== 'text'),
  );
});

describe.skipIf(process.platform !== 'linux')('the figures of a process that sleeps', () => {
  test('make the values that the table shows', async () => {
    const { key } = await startNode(sleeper);
    const passes = new Passes(linuxOptions());
    const still = processNumbers.filter((field) => !processOrigins[field].isRate && field !== 'age');
    const parts = await Promise.all(
      still.map((field) => readOrigin({ of: 'process', process: key, field, interval: 0.1 })),
    );
    passes.collect({ ...everything, only: key.pid }, { dearFiles: 'all', reason: null });
    await passes.settled(5);
    const snapshot = passes.snapshot();
    passes.close();
    // Node goes on to start for a moment: what may still move is left out, and so is what Linux does not tell here.
    const moves = new Set<string>(['cpuTime', 'exitedThreadsCpuTime', 'lastCpu']);
    const stands = still.filter((field) => !moves.has(field) && !field.endsWith('Bytes'));
    const told = stands.map((field) => [field, valueIn(parts[still.indexOf(field)])]);
    expect(told).toEqual(stands.map((field) => [field, processCell(snapshot, key.pid, field)]));
    expect(told.length).toBeGreaterThan(8);
  });

  test('are read twice for a rate, with the time between, and make it by hand', async () => {
    const { key } = await startNode('console.log("ready"); for (;;) {}');
    const part = await readOrigin({ of: 'process', process: key, field: 'cpu', interval: 0.3 });
    if (!part.available) throw new Error(part.reason);
    const { figures, interval, value, ticksPerSecond } = part.value;
    const grown = figures.reduce((sum, { before, after }) => sum + Number(after) - Number(before), 0);
    expect(figures.map(({ path }) => path)).toEqual([`/proc/${key.pid}/stat`, `/proc/${key.pid}/stat`]);
    expect(interval).toBeGreaterThanOrEqual(0.3);
    expect(value).toBeCloseTo(grown / ticksPerSecond / (interval ?? NaN), 9);
  });

  test('are summed over its threads where the number is', async () => {
    const { key } = await startNode(sleeper);
    const part = await readOrigin({ of: 'process', process: key, field: 'voluntarySwitches', interval: 0.1 });
    if (!part.available) throw new Error(part.reason);
    expect(part.value.figures[0]).toMatchObject({ path: `/proc/${key.pid}/task/*/status` });
    expect(part.value.figures[0]?.threads).toBeGreaterThan(1);
  });

  test('are those of a thread, and not of another under its number', async () => {
    const own = keyOf(process.pid);
    const asked = { of: 'thread', process: own, tid: own.pid, field: 'timeslices', interval: 0.1 } as const;
    const part = await readOrigin({ ...asked, startTicks: own.startTicks });
    expect(part).toMatchObject({ available: true, value: { figures: [{ threads: null }], isOtherwise: false } });
    await expect(readOrigin({ ...asked, startTicks: own.startTicks + 1 })).rejects.toMatchObject({
      code: 'processGone',
    });
  });
});
