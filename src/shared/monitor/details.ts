/**
 * One process in detail, read once on demand, and who has a file or a port open. All text of a process (names, paths, variables) is
 * hostile: it is shown escaped. Bytes that are no UTF-8 come as U+FFFD.
 */
import { z } from 'zod';
import { procedure } from '../rpc/contract.ts';
import { part } from './part.ts';
import { processKey } from './processKey.ts';

const countOrNull = z.number().nullable();
export const namedProcess = processKey.extend({ name: z.string() });
export type NamedProcess = z.output<typeof namedProcess>;

const accessOf = z.enum(['read', 'write', 'both']).nullable();

export const socketFacts = z.object({
  protocol: z.enum(['tcp', 'udp', 'unix']),
  /** "127.0.0.1:8080", "[::1]:443", the path of a Unix socket ("@name" in the abstract namespace); null without one. */
  local: z.string().nullable(),
  /** The other end; null where it is not connected, or where /proc does not tell it (Unix sockets). */
  remote: z.string().nullable(),
  /** "listening", "established"...; null where it has none. */
  state: z.string().nullable(),
});
export type SocketFacts = z.output<typeof socketFacts>;

const openFile = z.object({
  fd: z.int(),
  kind: z.enum(['file', 'device', 'socket', 'pipe', 'memory', 'anonymous']),
  /** What the link says: a path, "socket:[4021]", "anon_inode:[eventpoll]". */
  target: z.string(),
  access: accessOf,
  /** null for what is no socket, and for sockets that no table of its network namespace has (netlink, packet). */
  socket: socketFacts.nullable(),
  /** Other processes of this machine at the other end of a pipe, a TCP connection or (where ss is installed) a Unix socket; empty where none was found or asked for. */
  peers: z.array(namedProcess),
});
export type OpenFile = z.output<typeof openFile>;

const overview = z.object({
  name: z.string(),
  /** Linux's letter. */
  state: z.string(),
  kernelThread: z.boolean(),
  /** Seconds from boot to its start, and the same as ISO 8601 by the clock of now. */
  startTime: z.number(),
  startedAt: z.string(),
  /** null for PID 1 and threads of Linux, and for a parent that /proc does not show. */
  parent: namedProcess.nullable(),
  children: z.array(namedProcess),
  processGroup: z.int(),
  session: z.int(),
  /** "pts/3"; null without one. */
  terminal: z.string().nullable(),
  user: z.object({ uid: z.int(), name: z.string() }).nullable(),
  threads: z.int(),
  nice: z.int(),
  policy: z.string(),
  realTimePriority: z.int(),
  /** CPUs on which its leader thread may run; null where Linux does not tell. */
  allowedCpus: z.array(z.int()).nullable(),
});

const cgroup = z.object({
  path: z.string(),
  container: z.string().nullable(),
  /** "nginx.service". */
  unit: z.string().nullable(),
  /** What holds for it, with the file that sets it; null where nothing limits it. */
  limits: z.object({
    /** CPUs' worth of time a second. */
    cpuQuota: z.object({ value: z.number(), source: z.string() }).nullable(),
    cpuset: z.object({ value: z.array(z.int()), source: z.string() }).nullable(),
    memoryBytes: z.object({ value: z.number(), source: z.string() }).nullable(),
    processes: z.object({ value: z.number(), source: z.string() }).nullable(),
  }),
  /** What the group as a whole uses now; null where its files do not tell. */
  use: z.object({
    memoryBytes: countOrNull,
    processes: countOrNull,
    /** Periods in which the quota ran out, and how long threads were held back by it, since the group was made. */
    throttledPeriods: countOrNull,
    throttledTime: countOrNull,
  }),
  /** Shares of the last 10 s, of version 2 alone; null where it is not told. */
  pressure: z.object({
    cpu: z.object({ some10: z.number(), full10: countOrNull }).nullable(),
    memory: z.object({ some10: z.number(), full10: countOrNull }).nullable(),
    io: z.object({ some10: z.number(), full10: countOrNull }).nullable(),
  }),
});

export const processDetails = z.object({
  process: processKey,
  overview,
  commandLine: part(z.object({ arguments: z.array(z.string()), isCut: z.boolean() })),
  /** Where the links point: the program, the working directory, what it takes for "/". */
  program: part(z.string()),
  workingDirectory: part(z.string()),
  rootDirectory: part(z.string()),
  limits: part(z.array(z.object({ name: z.string(), soft: countOrNull, hard: countOrNull, unit: z.string() }))),
  /** `total` counts all descriptors, also where only the first are told. */
  files: part(z.object({ entries: z.array(openFile), total: z.int() })),
  environment: part(
    z.object({
      /** Masked as asked: `name` is null under "count", `value` under "count" and "names". */
      variables: z.array(z.object({ name: z.string().nullable(), value: z.string().nullable() })),
      isCut: z.boolean(),
    }),
  ),
  cgroup: part(cgroup),
  /** `isOwn`: Threadlab's backend lives in the same one. */
  namespaces: part(z.array(z.object({ kind: z.string(), id: z.number(), isOwn: z.boolean() }))),
  /** Which process Linux ends first when memory runs out: the highest score; the adjustment is -1000 (never) to 1000. */
  outOfMemory: part(z.object({ score: z.int(), adjustment: z.int() })),
  memory: part(
    z.object({
      residentBytes: z.number(),
      proportionalBytes: z.number(),
      uniqueBytes: z.number(),
      swapBytes: z.number(),
    }),
  ),
  ioPriority: part(z.string()),
});
export type ProcessDetails = z.output<typeof processDetails>;

const holding = z.object({
  /** null where it is held otherwise than by a descriptor. */
  fd: z.int().nullable(),
  as: z.enum(['open file', 'program', 'working directory', 'root directory', 'socket']),
  target: z.string(),
  access: accessOf,
  socket: socketFacts.nullable(),
});
export type Holding = z.output<typeof holding>;

const holders = z.object({
  holders: z.array(
    z.object({ process: namedProcess.extend({ user: z.string().nullable() }), holdings: z.array(holding) }),
  ),
  /** Sockets of that port which belong to no process that could be read, with the user who made them. */
  unowned: z.array(socketFacts.extend({ user: z.string() })),
  /** There are more than are told. */
  isCut: z.boolean(),
  /** Processes whose descriptors may not be read: one of them may have it too. `words` says so; null for none. */
  hidden: z.object({ count: z.int(), words: z.string().nullable() }),
});
export type Holders = z.output<typeof holders>;

export const monitorDetails = {
  details: procedure({
    input: z.object({
      process: processKey,
      environment: z.enum(['count', 'names', 'values']),
      /** Looks for the other ends of pipes and connections in all processes, which takes longer. */
      peers: z.boolean(),
    }),
    output: processDetails,
    errors: ['processGone', 'notSupported'],
  }),
  /** A folder is held by who has anything below it as well. Files that are only mapped into memory are not looked for. */
  findHolders: procedure({
    input: z.discriminatedUnion('by', [
      z.object({ by: z.literal('path'), path: z.string().min(1).max(4096).startsWith('/') }),
      z.object({
        by: z.literal('port'),
        port: z.int().min(1).max(65535),
        protocol: z.enum(['tcp', 'udp', 'any']),
      }),
    ]),
    output: holders,
    errors: ['notSupported', 'notFound'],
  }),
} as const;
