/** A /proc made in a temporary folder, whose processes come, go and count as a test says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeThread {
  tid: number;
  name?: string | Uint8Array;
  startTicks: number;
  userTicks?: number;
  systemTicks?: number;
  state?: string;
  runningNs?: number;
  waitingNs?: number;
  timeslices?: number;
  readBytes?: number;
  voluntary?: number;
  involuntary?: number;
}

export interface FakeProcess extends Omit<FakeThread, 'tid'> {
  pid: number;
  parentPid?: number;
  flags?: number;
  uid?: number;
  minorFaults?: number;
  commandLine?: string;
  session?: number;
  terminalDevice?: number;
  priority?: number;
  /** Path under which its control group is. */
  cgroup?: string;
  /** KiB of smaps_rollup; null: the file is empty, as of a kernel thread. */
  shares?: { proportional: number; unique: number; swap: number } | null;
  descriptors?: number;
  /** Its threads; without them, the leader alone with the process's own figures. */
  threads?: FakeThread[];
}

export class FakeProc {
  readonly root = mkdtempSync(join(tmpdir(), 'threadlab-proc-'));

  constructor() {
    this.machine({ uptime: 100, cpu: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
    this.write(
      'meminfo',
      ['MemTotal', 'MemFree', 'MemAvailable', 'Buffers', 'Cached', 'SReclaimable', 'SwapTotal', 'SwapFree']
        .map((key, at) => `${key}: ${100 - at} kB\n`)
        .join(''),
    );
    this.write('loadavg', '0.50 0.25 0.10 1/99 1234\n');
  }

  /** Seconds since boot, and the ticks of the machine's one CPU. */
  machine({
    uptime,
    cpu,
    forks = 1,
    switches = 1,
    interrupts = 1,
  }: {
    uptime: number;
    cpu: number[];
    forks?: number;
    switches?: number;
    interrupts?: number;
  }): void {
    this.write('uptime', `${uptime.toFixed(2)} 1.00\n`);
    this.write(
      'stat',
      `cpu  ${cpu.join(' ')}\ncpu0 ${cpu.join(' ')}\nintr ${interrupts} 0 7\nctxt ${switches}\nbtime 1\nprocesses ${forks}\n`,
    );
  }

  /** Writes a process in place: a file that is held open shows its new content, as in /proc. */
  put(process: FakeProcess): void {
    const {
      pid,
      uid = 0,
      readBytes = 0,
      commandLine = '',
      cgroup = '/test',
      shares = null,
      descriptors = 0,
      threads,
    } = process;
    const tasks = threads ?? [{ ...process, tid: pid }];
    this.write(`${pid}/stat`, stat(pid, process, tasks.length));
    this.write(`${pid}/statm`, '100 50 1 1 0 1 0\n');
    this.write(`${pid}/status`, status(uid, tasks[0] ?? process));
    this.write(`${pid}/io`, `rchar: 1\nread_bytes: ${readBytes}\nwrite_bytes: 0\n`);
    this.write(`${pid}/cgroup`, `0::${cgroup}\n`);
    this.write(`${pid}/smaps_rollup`, shares === null ? '' : smapsRollup(shares));
    this.write(`${pid}/oom_score`, '666\n');
    this.write(`${pid}/wchan`, 'do_epoll_wait');
    this.write(`${pid}/syscall`, '232 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffc 0x7f09\n');
    mkdirSync(join(this.root, `${pid}/fd`), { recursive: true });
    for (let fd = 0; fd < descriptors; fd += 1) this.write(`${pid}/fd/${fd}`, '');
    this.write(`${pid}/cmdline`, commandLine);
    for (const thread of tasks) {
      const folder = `${pid}/task/${thread.tid}`;
      this.write(
        `${folder}/stat`,
        stat(thread.tid, { ...process, userTicks: 0, systemTicks: 0, ...thread }, tasks.length),
      );
      this.write(`${folder}/status`, status(uid, thread));
      this.write(
        `${folder}/schedstat`,
        `${thread.runningNs ?? 0} ${thread.waitingNs ?? 0} ${thread.timeslices ?? 1}\n`,
      );
      this.write(`${folder}/io`, `rchar: 1\nread_bytes: ${thread.readBytes ?? 0}\nwrite_bytes: 0\n`);
      this.write(`${folder}/wchan`, 'futex_do_wait');
      this.write(`${folder}/syscall`, '202 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffc 0x7f09\n');
    }
  }

  write(file: string, content: string | Uint8Array): void {
    const path = join(this.root, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
  }

  remove(file: string): void {
    rmSync(join(this.root, file), { recursive: true });
  }

  close(): void {
    rmSync(this.root, { recursive: true });
  }
}

function stat(id: number, task: FakeProcess | (FakeProcess & FakeThread), threads: number): Buffer {
  const {
    name = 'fake',
    state = 'S',
    parentPid = 1,
    flags = 0,
    minorFaults = 0,
    userTicks = 0,
    systemTicks = 0,
    session = 1,
    terminalDevice = 0,
    priority = 20,
    startTicks,
  } = task;
  const fields = [
    parentPid,
    1,
    session,
    terminalDevice,
    -1,
    flags,
    minorFaults,
    0,
    0,
    0,
    userTicks,
    systemTicks,
    9999,
    9999,
    priority,
    0,
    threads,
    0,
    startTicks,
  ];
  const rest = Array.from({ length: 30 }, () => 0);
  return Buffer.concat([
    Buffer.from(`${id} (`),
    typeof name === 'string' ? Buffer.from(name) : name,
    Buffer.from(`) ${state} ${[...fields, ...rest].join(' ')}\n`),
  ]);
}

function status(uid: number, { voluntary = 0, involuntary = 0 }: Partial<FakeThread>): string {
  return `Name:\tfake\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nVmSwap:\t       8 kB\nCpus_allowed_list:\t0-2,5\nvoluntary_ctxt_switches:\t${voluntary}\nnonvoluntary_ctxt_switches:\t${involuntary}\n`;
}

function smapsRollup({ proportional, unique, swap }: { proportional: number; unique: number; swap: number }): string {
  const lines = { Rss: 0, Pss: proportional, Private_Clean: 0, Private_Dirty: unique, SwapPss: swap };
  return `00400000-7fff0000 ---p 00000000 00:00 0    [rollup]\n${Object.entries(lines)
    .map(([key, kibibytes]) => `${key}:${String(kibibytes).padStart(15)} kB\n`)
    .join('')}`;
}
