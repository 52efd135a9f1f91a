import { afterEach, describe, expect, test } from 'vitest';
import { threadsOf } from '../processes/lookUp.ts';
import { endChildren, keyOf, sleeper, startNode } from '../processes/testing/children.ts';
import { parseSyscallStart } from '../procfs/syscall.ts';
import { readThreadWait } from './threadWait.ts';

afterEach(endChildren);

test.each([
  ['running', null],
  ['-1 0x7ffd 0x7f21', null],
  ['202 0x7f21c40080e0 0x80 0x0 0x0 0x0 0x0 0x7ffd 0x7f21', { number: 202, argument: '0x7f21c40080e0' }],
])('%j is understood', (text, start) => expect(parseSyscallStart(text)).toEqual(start));

test.each(['', 'x', '202'])('%j is refused', (text) => {
  expect(() => parseSyscallStart(text)).toThrowError(expect.objectContaining({ code: 'badFormat' }));
});

/** Read again until it waits: at any one moment it may be running. */
async function asleep(
  thread: Parameters<typeof readThreadWait>[0],
): Promise<Awaited<ReturnType<typeof readThreadWait>>> {
  for (;;) {
    const wait = await readThreadWait(thread);
    if (!wait.available || wait.value.call !== null) return wait;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe.skipIf(process.platform !== 'linux')('what a thread waits on', () => {
  test('the main thread of Node waits on its own event descriptor, its pool on one address together', async ({
    skip,
  }) => {
    const { key } = await startNode(`require('node:fs').stat('/', () => {}); ${sleeper}`);
    const main = await asleep({ process: key, tid: key.pid });
    if (!main.available) return skip(main.reason);
    expect(main.value).toMatchObject({ on: { kind: 'descriptor', target: 'anon_inode:[eventpoll]', socket: null } });
    const waits = await Promise.all(
      threadsOf(key.pid)
        .filter((tid) => tid !== key.pid)
        .map((tid) => readThreadWait({ process: key, tid })),
    );
    const addresses = waits.flatMap((wait) =>
      wait.available && wait.value.on?.kind === 'address' ? [wait.value.on] : [],
    );
    expect(addresses.length).toBeGreaterThan(0);
    for (const one of addresses) {
      expect(one.others).toBe(addresses.filter(({ address }) => address === one.address).length - 1);
    }
  });

  test('another process under the same number is not asked', async () => {
    const own = keyOf(process.pid);
    const wait = readThreadWait({ process: { ...own, startTicks: own.startTicks + 1 }, tid: own.pid });
    await expect(wait).rejects.toMatchObject({ code: 'processGone' });
  });
});
