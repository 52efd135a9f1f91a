import { describe, expect, test } from 'vitest';
import { ownThreadId, parseSchedstat, readThreadTimes } from './threadIdentity.ts';

describe('schedstat of a thread', () => {
  test('is nanoseconds', () => {
    expect(parseSchedstat('1500000000 20000000 7\n')).toEqual({ cpuTime: 1.5, runQueueDelay: 0.02 });
  });

  test('is not available, rather than 0, where Linux does not count it', () => {
    expect(parseSchedstat(null)).toEqual({ cpuTime: null, runQueueDelay: null });
  });

  test.each(['', '1 2', 'a b c'])('refuses %j', (text) => {
    expect(() => parseSchedstat(text)).toThrow(expect.objectContaining({ code: 'badFormat' }));
  });
});

test.runIf(process.platform === 'linux')('a thread finds itself in its own process, with times that never fall', () => {
  const before = readThreadTimes(ownThreadId());
  const after = readThreadTimes(ownThreadId());
  expect(after.switches ?? 0).toBeGreaterThanOrEqual(before.switches ?? 0);
  expect(after.cpuTime ?? 0).toBeGreaterThanOrEqual(before.cpuTime ?? 0);
});
