/** The odd processes that other tools got wrong, made for real and read by the sampler. */
import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { numberAt, textAt, type Snapshot } from '../../shared/monitor/snapshot.ts';
import { noProcMount, runScript } from '../testing/childScript.ts';
import { longestCommandLine } from '../machine/linux/procfs/cmdline.ts';
import { linuxOptions } from './linuxOptions.ts';
import { Passes } from './pass.ts';
import { endChildren, line, missing, startChild, startNode, untilStat } from './testing/children.ts';
import { everything } from './testing/everything.ts';
import { processCell } from './testing/fakePasses.ts';

const wait = 'process.stdout.write("ready\\n"); setInterval(() => {}, 1000);';
const noPython = missing('python3');

describe.skipIf(process.platform !== 'linux')('a process', () => {
  let passes: Passes;
  beforeEach(() => void (passes = new Passes(linuxOptions())));
  afterEach(async () => {
    passes.close();
    await endChildren();
  });

  async function read(): Promise<Snapshot> {
    passes.collect(everything, { dearFiles: 'all', reason: null });
    await passes.settled(10);
    return passes.snapshot();
  }

  /** The threads of a process: state by tid. */
  function threadsOf({ threads }: Snapshot, pid: number): Map<number, string | null> {
    const rows = Array.from({ length: threads.rowCount }, (_, row) => row).filter(
      (row) => numberAt(threads, 'pid', row) === pid,
    );
    return new Map(rows.map((row) => [numberAt(threads, 'tid', row), textAt(threads, 'state', row)]));
  }

  test('that has ended and is not waited for is a zombie: a row with its name, without memory', async () => {
    const { pid: parent } = await startChild('sh', ['-c', 'true & exec sleep 60']);
    await untilStat(parent, (stat) => stat.includes('(sleep)'));
    const zombie = () =>
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .find((pid) => statOf(pid).includes(`) Z ${parent} `));
    for (let tries = 0; zombie() === undefined && tries < 1000; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const pid = Number(zombie());
    await read();
    const snapshot = await read();
    expect(processCell(snapshot, pid, 'state')).toBe('Z');
    expect(processCell(snapshot, pid, 'parentPid')).toBe(parent);
    expect(processCell(snapshot, pid, 'name')).toBe('sh');
    expect(processCell(snapshot, pid, 'residentBytes')).toBe(0);
    expect(processCell(snapshot, pid, 'commandLine')).toBeNull();
    expect(processCell(snapshot, pid, 'cpu')).toBe(0);
    expect(threadsOf(snapshot, pid)).toEqual(new Map([[pid, 'Z']]));
  });

  test('that is stopped says so, and that it goes on', async () => {
    const { pid } = await startChild('sleep', ['60']);
    process.kill(pid, 'SIGSTOP');
    await untilStat(pid, (stat) => stat.includes(') T '));
    expect(processCell(await read(), pid, 'state')).toBe('T');
    process.kill(pid, 'SIGCONT');
    await untilStat(pid, (stat) => stat.includes(') S '));
    expect(processCell(await read(), pid, 'state')).toBe('S');
  });

  test.each([
    ['parentheses and the look of further fields', 'a) R 1 1 (b', 'a) R 1 1 (b'],
    ['a line break', 'two\nlines) S', 'two\nlines) S'],
    ['bytes that are no UTF-8', '\xff\xfe) \xc3', '\ufffd\ufffd) \ufffd'],
    ['a letter cut at the end', 'fourteen bytes\xc3\xa9', 'fourteen bytes\ufffd'],
    ['an escape sequence', '\x1b[31mred', '\x1b[31mred'],
  ])('whose name has %s keeps it, and every field after it', async (_what, written, name) => {
    const { pid } = await startNode(
      `require('node:fs').writeFileSync('/proc/self/comm', Buffer.from(process.argv[1], 'latin1')); ${wait}`,
      written,
    );
    const snapshot = await read();
    expect(processCell(snapshot, pid, 'name')).toBe(name);
    expect(processCell(snapshot, pid, 'parentPid')).toBe(process.pid);
    expect(processCell(snapshot, pid, 'state')).toMatch(/^[RSD]$/);
    expect(processCell(snapshot, pid, 'threads')).toBe(threadsOf(snapshot, pid).size);
  });

  test('whose first thread has ended lives on in the others', async ({ skip }) => {
    if (noPython !== null) skip(noPython);
    const exit = { x64: 60, arm64: 93, riscv64: 93 }[process.arch as string]; // the number of exit(2), which ends one thread
    if (exit === undefined) skip(`the number of exit(2) on ${process.arch} is not known here`);
    const { pid } = await startChild('python3', [
      '-c',
      `import ctypes, threading, time
threading.Thread(target=time.sleep, args=(60,)).start()
ctypes.CDLL(None).syscall(${exit}, 0)`,
    ]);
    await untilStat(pid, (stat) => stat.includes(') Z '));
    const snapshot = await read();
    expect(processCell(snapshot, pid, 'threads')).toBe(2);
    const threads = threadsOf(snapshot, pid);
    expect(threads.get(pid)).toBe('Z');
    expect(new Set(threads.values())).toEqual(new Set(['S', 'Z']));
    await read();
    expect(threadsOf(await read(), pid).size).toBe(2);
  });

  test('of Linux itself is known by its flag, and has no command line', async ({ skip }) => {
    const kernel = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .find(
        (pid) =>
          (Number(
            statOf(pid)
              .slice(statOf(pid).lastIndexOf(')') + 2)
              .split(' ')[6],
          ) &
            0x0020_0000) !==
          0,
      );
    if (kernel === undefined) return skip('this container shows no thread of Linux');
    const snapshot = await read();
    expect(processCell(snapshot, Number(kernel), 'commandLine')).toBeNull();
    expect(processCell(snapshot, Number(kernel), 'residentBytes')).toBe(0);
    expect(processCell(snapshot, Number(kernel), 'threads')).toBe(1);
  });

  test('of 300 threads shows them all, and each one that ends is gone', async () => {
    const child = await startChild(process.execPath, ['-e', `require('node:fs').stat('/', () => { ${wait} });`], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, UV_THREADPOOL_SIZE: '300' },
    });
    await line(child);
    const snapshot = await read();
    const threads = threadsOf(snapshot, child.pid);
    expect(threads.size).toBeGreaterThan(300);
    expect(processCell(snapshot, child.pid, 'threads')).toBe(threads.size);
    await endChildren();
    const after = await read();
    expect(threadsOf(after, child.pid).size).toBe(0);
    expect(processCell(after, child.pid, 'pid')).toBeUndefined();
  });

  test('with a huge and hostile command line shows its start as it is', async () => {
    const odd = 'tab\tline\nescape\x1b[2Jbidi\u202e';
    const { pid } = await startNode(wait, odd, ...Array.from({ length: 40 }, () => 'x'.repeat(16_000)));
    const commandLine = String(processCell(await read(), pid, 'commandLine'));
    expect(commandLine).toContain(odd);
    expect(commandLine.length).toBeGreaterThan(1000);
    expect(commandLine.length).toBeLessThanOrEqual(longestCommandLine + 1);
  });

  test('that becomes another program keeps its identity, its time, and takes the new name and command line', async () => {
    const child = await startChild('sh', ['-c', 'echo ready; read go; exec sleep 61']);
    await line(child);
    const before = await read();
    expect([processCell(before, child.pid, 'name'), processCell(before, child.pid, 'commandLine')]).toEqual([
      'sh',
      'sh -c echo ready; read go; exec sleep 61',
    ]);
    child.stdin?.write('\n');
    await untilStat(child.pid, (stat) => stat.includes('(sleep)'));
    const after = await read();
    expect([processCell(after, child.pid, 'name'), processCell(after, child.pid, 'commandLine')]).toEqual([
      'sleep',
      'sleep 61',
    ]);
    expect(processCell(after, child.pid, 'startTicks')).toBe(processCell(before, child.pid, 'startTicks'));
    expect(processCell(after, child.pid, 'cpu')).toBeGreaterThanOrEqual(0);
  });

  test('whose number another one had before is not taken for it', async ({ skip }) => {
    if (noProcMount !== null) skip(noProcMount);
    const program = join(import.meta.dirname, 'testing', 'reuseNumber.ts');
    const said = await runScript(program, [], { ownProcesses: true });
    const { reused, before, after } = said as Record<'before' | 'after', Record<string, number>> & { reused: boolean };
    if (!reused) skip('another process was faster to take the number');
    expect(after['startTicks']).toBeGreaterThan(before['startTicks'] ?? NaN);
    expect(before['cpu']).toBeGreaterThanOrEqual(0);
    // Born since the last reading: all its time and faults belong to the interval, none of the other's is taken off.
    expect(after['cpu']).toBeGreaterThanOrEqual(0);
    expect(after['minorFaults']).toBeGreaterThan(0);
  });
});

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
}
