/** Details of a process that was never there, with every kind of part: there, refused, long, hostile. */
import type { Holders, OpenFile, ProcessDetails } from '../../../shared/monitor/details.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';

const file = (fd: number, target: string, part: Partial<OpenFile> = {}): OpenFile => ({
  fd,
  kind: 'file',
  target,
  access: 'both',
  socket: null,
  peers: [],
  ...part,
});

const peer = { pid: 1220, startTicks: 4100, name: 'nginx' };

const files: OpenFile[] = [
  file(0, '/dev/null', { kind: 'device', access: 'read' }),
  file(1, 'pipe:[88213]', {
    kind: 'pipe',
    access: 'write',
    peers: [{ pid: 1290, startTicks: 4000, name: 'rotatelogs' }],
  }),
  file(3, '/var/lib/ingest/a folder with a very long name that somebody chose on a long afternoon/wal-00412'),
  file(4, 'anon_inode:[eventpoll]', { kind: 'anonymous' }),
  file(7, 'socket:[88301]', {
    kind: 'socket',
    socket: { protocol: 'tcp', local: '0.0.0.0:7070', remote: null, state: 'listening' },
  }),
  file(8, 'socket:[88302]', {
    kind: 'socket',
    socket: { protocol: 'tcp', local: '127.0.0.1:7070', remote: '127.0.0.1:51234', state: 'established' },
    peers: [peer],
  }),
  file(9, 'socket:[88303]', {
    kind: 'socket',
    socket: { protocol: 'unix', local: '@ingest/control', remote: null, state: null },
  }),
  file(10, '/tmp/safe\u202egpj.exe (deleted)', { access: null }),
];

/** What a fixture tells of `process`, masked as it is asked for. */
export function detailsOf(process: ProcessKey, environment: 'count' | 'names' | 'values'): ProcessDetails {
  const variables = ['PATH=/usr/local/bin:/usr/bin', 'INGEST_TOKEN=3f9c…', 'LANG=C.UTF-8', `LONG=${'x/'.repeat(200)}`];
  return {
    process,
    overview: {
      name: 'ingest',
      state: 'S',
      kernelThread: false,
      startTime: 4000,
      startedAt: '2026-10-03T09:14:07.000Z',
      parent: { pid: 1, startTicks: 1, name: 'systemd' },
      children: Array.from({ length: 5 }, (_, at) => ({ pid: 4301 + at, startTicks: 9, name: `ingest-child-${at}` })),
      processGroup: 800,
      session: 800,
      terminal: null,
      user: { uid: 998, name: 'ingest' },
      threads: 12,
      nice: -5,
      policy: 'other',
      realTimePriority: 0,
      allowedCpus: [0, 1, 2, 3, 8, 9, 10, 11],
    },
    commandLine: {
      available: true,
      value: { arguments: ['/usr/bin/ingest', '--workers', '12', '', `--filter=${'long '.repeat(60)}`], isCut: true },
    },
    program: { available: true, value: '/usr/bin/ingest' },
    workingDirectory: { available: true, value: '/var/lib/ingest' },
    rootDirectory: { available: false, reason: 'Only its owner (ingest) and root may read it.' },
    limits: {
      available: true,
      value: [
        { name: 'Max cpu time', soft: null, hard: null, unit: 'seconds' },
        { name: 'Max stack size', soft: 8 * 2 ** 20, hard: null, unit: 'bytes' },
        { name: 'Max open files', soft: 1024, hard: 1_048_576, unit: 'files' },
        { name: 'Max nice priority', soft: 0, hard: 0, unit: '' },
        { name: 'Max realtime timeout', soft: null, hard: null, unit: 'us' },
      ],
    },
    files: { available: true, value: { entries: files, total: 2310 } },
    environment: {
      available: true,
      value: {
        variables: variables.map((line) => {
          const [name = '', value = ''] = line.split('=');
          return { name: environment === 'count' ? null : name, value: environment === 'values' ? value : null };
        }),
        isCut: false,
      },
    },
    cgroup: {
      available: true,
      value: {
        path: '/system.slice/ingest.service',
        container: null,
        unit: 'ingest.service',
        limits: {
          cpuQuota: { value: 2.5, source: '/sys/fs/cgroup/system.slice/ingest.service/cpu.max' },
          cpuset: null,
          memoryBytes: { value: 8 * 2 ** 30, source: '/sys/fs/cgroup/system.slice/memory.max' },
          processes: null,
        },
        use: { memoryBytes: 6.2 * 2 ** 30, processes: 14, throttledPeriods: 412, throttledTime: 18.25 },
        pressure: { cpu: { some10: 0.031, full10: 0 }, memory: null, io: { some10: 0.4, full10: 0.12 } },
      },
    },
    namespaces: {
      available: true,
      value: ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'].map((kind, at) => ({
        kind,
        id: 4_026_531_835 + at,
        isOwn: kind !== 'mnt' && kind !== 'net',
      })),
    },
    outOfMemory: { available: true, value: { score: 712, adjustment: -200 } },
    memory: { available: false, reason: 'Only its owner (ingest) and root may read it.' },
    ioPriority: { available: false, reason: 'No file of /proc tells it. In a terminal, ionice -p does.' },
  };
}

export const portHolders: Holders = {
  holders: [
    {
      process: { pid: 800, startTicks: 400, name: 'ingest', user: 'ingest' },
      holdings: [
        {
          fd: 7,
          as: 'socket',
          target: 'socket:[88301]',
          access: 'both',
          socket: { protocol: 'tcp', local: '0.0.0.0:7070', remote: null, state: 'listening' },
        },
      ],
    },
  ],
  unowned: [{ protocol: 'tcp', local: '10.0.0.5:7070', remote: '10.0.0.9:40112', state: 'established', user: 'root' }],
  isCut: false,
  hidden: {
    count: 212,
    words: 'Of 212 processes of other users the descriptors may not be read: one of them may have it too.',
  },
};
