/** What goes wrong with reading a machine: what is said, what is kept, and that it goes on afterwards. */
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { noProcMount, runScript } from '../testing/childScript.ts';
import { noOtherUser } from '../testing/otherUser.ts';
import { FakePasses, processCell } from './testing/fakePasses.ts';
import { FakeProc } from './testing/fakeProc.ts';

const reader = join(import.meta.dirname, 'testing', 'readThisMachine.ts');
interface Said {
  rows: number;
  listed: number;
  hidden: { permission: number; vanished: number; words: string | null };
  notAvailable: Record<string, string>;
  own: { commandLine: string | null; cpu: number | null; readBytes: number | null; residentBytes: number | null };
}
// Its form is that of the program above.
const read = async (...args: Parameters<typeof runScript>) => (await runScript(...args)) as Said[];

/** Every process that was listed has a row, or has ended meanwhile (as threads may have, which are counted too). */
function expectAll(said: readonly Said[]): void {
  for (const { rows, listed, hidden } of said) {
    expect(rows).toBeLessThanOrEqual(listed);
    expect(rows + hidden.vanished).toBeGreaterThanOrEqual(listed);
  }
}

describe.skipIf(process.platform !== 'linux')('descriptors that run out', () => {
  test('because few are allowed leave every process in sight', async () => {
    const said = await read(reader, [], { before: 'ulimit -n 48' });
    expectAll(said);
    expect(said[1]?.own).toMatchObject({
      commandLine: expect.stringContaining('readThisMachine'),
      cpu: expect.any(Number),
    });
  });

  test('because all are taken meanwhile cost nothing but speed, and it goes on as before', async () => {
    const said = await read(reader, ['exhaust'], { before: 'ulimit -n 256' });
    expectAll(said);
    expect(said.map(({ own }) => typeof own.cpu)).toEqual(['object', 'number', 'number']);
    expect(said[2]?.own.commandLine).toContain('readThisMachine');
  });
});

describe.skipIf(process.platform !== 'linux')('an ordinary user', () => {
  test('sees all processes, their own whole, and for the others what is missing with the reason', async ({ skip }) => {
    if (noOtherUser !== null) skip(noOtherUser);
    const [, said] = await read(reader, [], { asOther: true });
    expect(said?.rows).toBeGreaterThan(1);
    expect(said?.own).toEqual({
      commandLine: expect.stringContaining('readThisMachine'),
      cpu: expect.any(Number),
      readBytes: expect.any(Number),
      residentBytes: expect.any(Number),
    });
    expect(said?.notAvailable['process.readBytes']).toMatch(
      /^Not available for [\d,. ]+ process(es)?: needs the same user or root\.$/,
    );
    expect(said?.notAvailable['process.cpu']).toBeUndefined();
    expect(said?.hidden.words).toBeNull();
  });

  test.for<[string, RegExp]>([
    ['hidepid=1', /^[\d,. ]+ process(es)? hidden: they are another user's/],
    ['hidepid=2', /^Some processes are hidden: .*hidepid/],
  ])('on a /proc with %s sees their own and is told of the others', async ([option, words], { skip }) => {
    skip((noProcMount ?? noOtherUser) !== null, noProcMount ?? noOtherUser ?? '');
    const [, said] = await read(reader, [], { mounts: `mount -t proc -o ${option} proc /proc`, asOther: true });
    expect(said?.hidden.words).toMatch(words);
    expect(said?.own).toMatchObject({
      commandLine: expect.stringContaining('readThisMachine'),
      cpu: expect.any(Number),
    });
    // Root, by contrast, sees all of them and is told of nothing.
    const [, root] = await read(reader, [], { mounts: `mount -t proc -o ${option} proc /proc` });
    expect(root?.hidden.words).toBeNull();
    expect(root?.rows).toBeGreaterThan(said?.rows ?? Infinity);
  });
});

describe('a clock that is stepped', () => {
  afterEach(() => void vi.useRealTimers());

  test('on the wall changes no rate and no order, back or forward', () => {
    const proc = new FakeProc();
    const fake = new FakePasses(proc);
    vi.useFakeTimers({ toFake: ['Date'] });
    const taken: string[] = [];
    const rates = [0, -3600e3, 86_400e3, -86_400e3 * 365 * 60].map((step, at) => {
      vi.setSystemTime(Date.UTC(2026, 9, 3) + step);
      proc.put({ pid: 7, startTicks: 500, userTicks: at * 50 });
      fake.time += 1;
      const snapshot = fake.read();
      taken.push(snapshot.takenAt);
      return processCell(snapshot, 7, 'cpu');
    });
    expect(rates).toEqual([NaN, 0.5, 0.5, 0.5]);
    expect(taken[1]).toBe('2026-10-02T23:00:00.000Z');
    fake.passes.close();
    proc.close();
  });

  test('even if it is the monotonic one gives no rate below nothing, none for no time, and right ones again at once', () => {
    const proc = new FakeProc();
    const fake = new FakePasses(proc);
    let ticks = 0;
    const rates = [1, 1, -100, 0, 1, 1e6, 1].map((step) => {
      ticks += 50;
      proc.put({ pid: 7, startTicks: 500, userTicks: ticks });
      fake.time += step;
      return processCell(fake.read(), 7, 'cpu');
    });
    expect(rates).toEqual([NaN, 0.5, NaN, NaN, 0.5, 0.5e-6, 0.5]);
    fake.passes.close();
    proc.close();
  });
});
