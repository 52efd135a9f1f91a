import { expect, test } from 'vitest';
import { processOrigins, type RawFigure } from '../../../../shared/monitor/origins.ts';
import { decodeHostile } from '../procfs/decodeHostile.ts';
import { parseStat } from '../procfs/stat.ts';
import { parseStatus } from '../procfs/status.ts';
import { capture } from '../procfs/testing/capture.ts';
import { pickFigure } from './readFigure.ts';

const stat = decodeHostile(capture('4100/stat'));
const status = decodeHostile(capture('4100/status'));

test.each([
  ['minorFaults', parseStat(stat, 1).minorFaults],
  ['majorFaults', parseStat(stat, 1).majorFaults],
  ['userCpu', parseStat(stat, 1).userTime],
  ['systemCpu', parseStat(stat, 1).systemTime],
  ['threads', parseStat(stat, 1).threads],
  ['priority', parseStat(stat, 1).priority],
  ['nice', parseStat(stat, 1).nice],
  ['startTicks', parseStat(stat, 1).startTicks],
  ['lastCpu', parseStat(stat, 1).lastCpu],
  ['realTimePriority', parseStat(stat, 1).realTimePriority],
  ['parentPid', parseStat(stat, 1).parentPid],
  ['session', parseStat(stat, 1).session],
  ['pid', parseStat(stat, 1).id],
] as const)('%s is the figure that the sampler takes', (field, value) => {
  const [figure] = processOrigins[field].figures;
  expect(figure === undefined ? NaN : Number(pickFigure(figure, stat))).toBe(value);
});

test('figures of lines are those that the sampler takes', () => {
  const pick = (field: 'uid' | 'voluntarySwitches' | 'swapBytes') =>
    processOrigins[field].figures.map((figure) => Number(pickFigure(figure, status)))[0];
  expect(pick('uid')).toBe(parseStatus(status).uid);
  expect(pick('voluntarySwitches')).toBe(parseStatus(status).voluntarySwitches);
  expect((pick('swapBytes') ?? NaN) * 1024).toBe(parseStatus(status).swapBytes);
});

test('a name that looks like fields moves none of them', () => {
  const figure: RawFigure = { file: 'stat', at: 4, name: 'ppid', unit: 'one' };
  expect(pickFigure(figure, '7 (a) R 1 (b\n) S 42 0 0')).toBe('42');
});

test('what is no number is refused, and a line that is not there is said', () => {
  const swap: RawFigure = { file: 'status', at: 'VmSwap', name: 'VmSwap', unit: 'kibibytes' };
  expect(() => pickFigure(swap, 'Name:\tx\n')).toThrowError(expect.objectContaining({ code: 'notAvailable' }));
  expect(() => pickFigure(swap, 'VmSwap:\tlots\n')).toThrowError(expect.objectContaining({ code: 'badFormat' }));
});
