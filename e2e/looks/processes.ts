/** Processes that were never there: plausible names and figures that move from pass to pass, the same each time. */
import type { WatchRequest } from '../../src/shared/monitor/contract.ts';
import type { Snapshot } from '../../src/shared/monitor/snapshot.ts';
import { snapshotOf, type ProcessValues, type ThreadValues } from '../../src/renderer/monitor/testing/snapshots.ts';

/** What stays the same of a process. */
export interface MadeProcess {
  pid: number;
  name: string;
  commandLine: string | null;
  user: string;
  threads: number;
  state: string;
  /** Cores that it uses on the average. */
  cpu: number;
  residentBytes: number;
}

const programs: readonly Omit<MadeProcess, 'pid'>[] = [
  {
    name: 'ingest',
    commandLine: '/usr/bin/ingest --workers 12 --config /etc/ingest.toml',
    user: 'ingest',
    threads: 12,
    state: 'R',
    cpu: 1.86,
    residentBytes: 6.2e9,
  },
  {
    name: 'postgres',
    commandLine: 'postgres: writer process',
    user: 'postgres',
    threads: 1,
    state: 'D',
    cpu: 0.34,
    residentBytes: 412e6,
  },
  {
    name: 'node',
    commandLine: 'node --max-old-space-size=4096 dist/server.js',
    user: 'www-data',
    threads: 11,
    state: 'S',
    cpu: 0.52,
    residentBytes: 388e6,
  },
  {
    name: 'python3',
    commandLine: 'python3 -m jobs.nightly --date 2026-10-02',
    user: 'ada',
    threads: 5,
    state: 'R',
    cpu: 0.97,
    residentBytes: 1.1e9,
  },
  {
    name: 'redis-server',
    commandLine: 'redis-server 127.0.0.1:6379',
    user: 'redis',
    threads: 5,
    state: 'S',
    cpu: 0.04,
    residentBytes: 21e6,
  },
  {
    name: 'nginx',
    commandLine: 'nginx: worker process',
    user: 'www-data',
    threads: 1,
    state: 'S',
    cpu: 0.02,
    residentBytes: 14e6,
  },
  { name: 'gdb', commandLine: 'gdb -p 4711', user: 'ada', threads: 2, state: 'T', cpu: 0, residentBytes: 96e6 },
  { name: 'kworker/3:1-events', commandLine: null, user: 'root', threads: 1, state: 'I', cpu: 0.003, residentBytes: 0 },
  { name: 'sshd', commandLine: 'sshd: ada@pts/0', user: 'root', threads: 1, state: 'S', cpu: 0, residentBytes: 9.8e6 },
  { name: 'bash', commandLine: '-bash', user: 'ada', threads: 1, state: 'S', cpu: 0, residentBytes: 5.3e6 },
  { name: 'defunct-child', commandLine: null, user: 'ada', threads: 1, state: 'Z', cpu: 0, residentBytes: 0 },
  {
    name: 'dbus-daemon',
    commandLine: 'dbus-daemon --system --nofork',
    user: 'messagebus',
    threads: 1,
    state: 'S',
    cpu: 0.001,
    residentBytes: 4.4e6,
  },
];

/** `count` processes: the programs again and again, each time quieter; as on any machine most of many are asleep. */
export function processesOf(count: number): MadeProcess[] {
  return Array.from({ length: count }, (_, index) => {
    const program = programs[index % programs.length] ?? programs[0]!;
    const round = Math.floor(index / programs.length);
    return {
      ...program,
      pid: 800 + index * 7,
      cpu: round === 0 ? program.cpu : round < 40 ? (program.cpu * ((index * 37) % 11)) / (40 * round) : 0,
      residentBytes: program.residentBytes / (1 + (index % 5)),
    };
  });
}

/** Names that try to harm: line breaks, escapes, text turned round, marks piled up, far too long. */
export const hostile: readonly MadeProcess[] = [
  ['two\nlines\tand', 'two\nlines\tand \u0007a bell \u001b[31mred\u001b[0m'],
  ['safe\u202Egpj.exe', '/tmp/safe\u202Egpj.exe --now'],
  ['שלום עולם', '/usr/bin/שלום --مرحبا بالعالم 123'],
  ['Z̸̡̛͓͇a͗l͎g̈́o̷', 'Z̸̡̛͓͇͊a͕͗l͎͝g̮̈́o̷͈̓ '.repeat(6)],
  ['👩‍👩‍👧‍👦🏳️‍🌈', '👩‍👩‍👧‍👦 --flag 🏳️‍🌈'],
  ['x'.repeat(15), `/opt/${'very-long-folder-name/'.repeat(40)}program ${'--option=value '.repeat(200)}`],
  ['<b>bold</b>', '<img src=x onerror=alert(1)> &amp; "quoted"'],
  ['\u200b\u200b\u200b', '\u2066\u2067only unseen\u2069'],
  ['', ''],
  [' spaces ', '   spaces   '],
  ['%s%n%x', '$(reboot) `id` ; rm -rf'],
].map(([name = '', commandLine = ''], index) => ({
  pid: 2_000_000 + index,
  name,
  commandLine,
  user: index % 3 === 0 ? 'u\u202Eser-with-a-name-that-is-long' : 'ada',
  threads: 1 + index,
  state: 'S',
  cpu: 0.4 - index * 0.03,
  residentBytes: 3e6 * (index + 1),
}));

const ticks = (pid: number) => 100_000 + pid * 3;
/** Between 0.8 and 1.2, from pass to pass and from row to row. */
const wobble = (row: number, count: number) => 1 + 0.2 * Math.sin(row * 1.7 + count * 0.9);

function valuesOf(made: MadeProcess, row: number, count: number): ProcessValues {
  const first = count === 0;
  const cpu = made.cpu * wobble(row, count);
  const kernel = made.residentBytes === 0;
  return {
    pid: made.pid,
    startTicks: ticks(made.pid),
    startTime: 100 + row,
    name: made.name,
    commandLine: made.commandLine,
    user: made.user,
    cpu: first ? null : cpu,
    cpuTime: made.cpu * 5000 + cpu * count,
    threads: made.threads,
    runQueueDelay: first ? null : cpu > 1 ? 0.184 * wobble(row, count) : cpu * 0.02,
    voluntarySwitches: first ? null : Math.round(cpu * 4000),
    involuntarySwitches: first ? null : Math.round(cpu * 130),
    residentBytes: kernel ? 0 : made.residentBytes,
    readBytes: first || made.user === 'root' ? null : Math.round(cpu * 3e6),
    writeBytes: first || made.user === 'root' ? null : Math.round(cpu * 24e6),
    state: made.state,
    parentPid: row % 6 === 0 ? 1 : made.pid - 7 * (row % 3 === 0 ? 3 : 1),
    cgroup: `/system.slice/${made.name}.service`,
    unit: made.user === 'ada' ? null : `${made.name}.service`,
    proportionalBytes: row < 20 && !kernel ? made.residentBytes * 0.8 : null,
    openDescriptors: row < 20 ? made.threads * 7 : null,
    age: 1_900_000 + count - row * 40,
    terminal: made.user === 'ada' ? 'pts/3' : null,
    affinity: '0-15',
    priority: 20,
    nice: 0,
  };
}

const waits = [
  { state: 'R', waitChannel: '0', syscall: 'running' },
  { state: 'S', waitChannel: 'futex_wait_queue', syscall: '202 futex' },
  { state: 'S', waitChannel: 'futex_wait_queue', syscall: '202 futex' },
  { state: 'D', waitChannel: 'folio_wait_bit_common', syscall: '0 read' },
  { state: 'S', waitChannel: 'do_epoll_wait', syscall: '232 epoll_wait' },
  { state: 'S', waitChannel: 'hrtimer_nanosleep', syscall: '230 clock_nanosleep' },
];

function threadsOf(made: MadeProcess, count: number): ThreadValues[] {
  const first = count === 0;
  return Array.from({ length: made.threads }, (_, thread) => {
    const share = thread === 0 ? 0.05 : (1.9 * ((thread * 5) % 7)) / (3 * made.threads);
    const cpu = made.cpu * share * wobble(thread, count);
    return {
      pid: made.pid,
      tid: made.pid + thread,
      startTicks: ticks(made.pid) + thread,
      name: thread === 0 ? made.name : `${made.name.slice(0, 9)}-w${thread}`,
      processName: made.name,
      cpu: first ? null : cpu,
      cpuTime: made.cpu * share * 4000,
      runQueueDelay: first ? null : cpu * 0.3,
      voluntarySwitches: first ? null : Math.round(cpu * 8000),
      involuntarySwitches: first ? null : Math.round(cpu * 210),
      lastCpu: (thread * 3 + count) % 16,
      ...(waits[(thread + (thread > 0 && count % 3 === 0 ? 1 : 0)) % waits.length] ?? waits[0]!),
    };
  });
}

/** Shares of `cpus` CPUs: the first ones busy, one of them robbed by the hypervisor. */
function cpuUses(cpus: number, count: number): Snapshot['machine']['cpus'] {
  return Array.from({ length: cpus }, (_, id) => {
    const throttles = { sinceBoot: id % 4 === 2 ? 12 : 0, now: id % 4 === 2 ? 1 : 0 };
    if (count === 0)
      return { id, user: null, system: null, steal: null, ioWait: null, idle: null, clock: 3.4e9, throttles };
    const user = (0.72 * (1 + Math.sin(id * 2.1 + count * 0.4))) / 2;
    const steal = id % 7 === 3 ? 0.06 : 0;
    const system = 0.09 * wobble(id, count);
    return {
      id,
      user,
      system,
      steal,
      ioWait: 0.01,
      idle: 1 - user - system - steal - 0.01,
      clock: 3.1e9 + (id % 5) * 1.1e8,
      throttles,
    };
  });
}

/** One pass over these processes on a machine of `cpus` CPUs, as `request` wants it. */
export function passOf(
  made: readonly MadeProcess[],
  cpus: number,
  count: number,
  request: WatchRequest,
  changes: Partial<Snapshot> = {},
): Snapshot {
  const wanted = request.threadsOf === 'all' ? null : new Set(request.threadsOf.map(({ pid }) => pid));
  const threads = made.filter(({ pid }) => wanted?.has(pid) ?? true).flatMap((one) => threadsOf(one, count));
  const plain = snapshotOf(
    made.map((one, row) => valuesOf(one, row, count)),
    threads,
  );
  return {
    ...plain,
    sequence: count + 1,
    takenAt: new Date(Date.UTC(2026, 9, 3, 14, 36, 0) + count * 1000).toISOString(),
    interval: count === 0 ? null : 1,
    self: { ...plain.self, cpu: count === 0 ? null : 0.013 },
    machine: {
      ...plain.machine,
      cpus: cpuUses(cpus, count),
      uptime: 1_900_000 + count,
      memory: {
        ...plain.machine.memory,
        total: 32 * 2 ** 30,
        available: 21 * 2 ** 30,
        free: 9 * 2 ** 30,
        cached: 12 * 2 ** 30,
      },
      load: [8.2, 7.4, 6.9],
      pressure: {
        cpu: { some10: 0.031, full10: null },
        memory: { some10: 0, full10: 0 },
        io: { some10: 0.012, full10: 0.004 },
      },
      threadCount: made.reduce((sum, one) => sum + one.threads, 0),
    },
    ...changes,
  };
}
