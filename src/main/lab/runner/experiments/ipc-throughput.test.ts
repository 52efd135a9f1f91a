/** ipc-throughput on every engine, each channel for a moment. */
import { expect, test } from 'vitest';
import { ipcThroughput } from '../../../../shared/lab/catalogue/ipc-throughput.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { usualPython } from '../testing/pythons.ts';
import { openIpcThroughput } from './ipc-throughput.ts';

const { choices } = ipcThroughput.parameters.channel;
/** Those that treat bytes in a way of their own, one of each engine. */
const alsoBytes = ['Pipe', 'sharedRing'];
const cases = choices.flatMap(({ value: channel, engines: [engine] }) =>
  (alsoBytes.includes(channel) ? ['objects', 'bytes'] : ['objects']).map((shape) => ({ engine, channel, shape })),
);
const find = await programsFromSources('ipc-throughput');
const reached: readonly string[] = ['queue.Queue', 'multiprocessing.Queue'];

const pointOf = (engine: string, channel: string, shape: string) => ({
  engine,
  channel,
  shape,
  messageSize: 64,
  duration: 0.05,
  ...(engine === 'python' && { interpreter: 'any' }),
});

test.for(cases)(
  '$channel on $engine carries $shape whole, and all that the catalogue declares is reported',
  { timeout: 60_000 },
  async ({ engine, channel, shape }, { skip }) => {
    const reason = noPrograms[engine] ?? null;
    skip(reason !== null, reason ?? '');
    skip(channel === 'shared_memory' && /^3\.[67]\./.test(usualPython?.version ?? ''), 'It came with Python 3.8.');
    const point = pointOf(engine, channel, shape);
    const { measured, names, samples } = await measureProgram(openIpcThroughput, find, point);
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(
      reached.includes(channel) ? ['checksums', 'reach'] : ['checksums'],
    );
    expect(Object.keys(measured.metrics)).toEqual(Object.keys(ipcThroughput.metrics));
    const { messagesPerSecond, bytesPerSecond, roundTrip } = measured.metrics;
    expect(messagesPerSecond).toBeGreaterThan(0);
    expect(bytesPerSecond).toBe(64 * Number(messagesPerSecond));
    expect(roundTrip).toBeGreaterThan(0);
    expect(names).toEqual(['ipc-sender', 'ipc-receiver']);
    expect(samples.at(-1)?.counters['messages']?.[0]).toBeGreaterThan(0);
  },
);

test.for([
  { planted: 'changed_message', failed: 'checksums', words: 'a message changes on its way' },
  { planted: 'own_queue', failed: 'reach', words: 'what should be another process shares the queue' },
])('$failed alone fails where $words', { timeout: 60_000 }, async ({ planted, failed }, { skip }) => {
  skip(noPrograms['python'] !== null, noPrograms['python'] ?? '');
  const broken = await programsFromSources('ipc-throughput', { planted });
  const { measured } = await measureProgram(openIpcThroughput, broken, pointOf('python', 'queue.Queue', 'bytes'));
  expect(failedChecks(measured)).toEqual([failed]);
});
