/** Reads what a thread waits on: its system call, and the file, socket, address or child behind the first argument. */
import { readFileSync } from 'node:fs';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import type { Part } from '../../../../shared/monitor/part.ts';
import type { ThreadWait } from '../../../../shared/monitor/threadWait.ts';
import { lookUpStat, meansDenied, meansGone, threadsOf } from '../processes/lookUp.ts';
import { linkTarget } from '../processes/openLinks.ts';
import { readSocketTable } from '../processes/socketTable.ts';
import { parseFdLink } from '../procfs/fdLink.ts';
import { parseSyscallStart } from '../procfs/syscall.ts';
import { syscallNames } from '../procfs/syscallNames.ts';
import { requireLinux } from '../requireLinux.ts';
import { meant } from './details.ts';
import { partOf } from './partOf.ts';

/** Their first argument is a descriptor, and they can wait for it. */
const descriptorCalls = new Set(
  `read write pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 recvfrom recvmsg recvmmsg sendto sendmsg
  sendmmsg accept accept4 connect fsync fdatasync sync_file_range flock fcntl ioctl ftruncate fallocate getdents
  getdents64 epoll_wait epoll_pwait epoll_pwait2 splice sendfile io_uring_enter`.split(/\s+/),
);

/** Of more threads than this the others on the same address are counted among the first of them. */
const mostThreads = 1000;

const names = syscallNames(process.arch);

/** Throws `processGone` where it is not, or no longer, the process that was meant. */
export async function readThreadWait(request: { process: ProcessKey; tid: number }): Promise<Part<ThreadWait>> {
  requireLinux('What a thread waits on');
  const { pid } = request.process;
  const stat = meant(request.process);
  return partOf(stat, async () => {
    const start = readStart(pid, request.tid);
    if (start === null) return { call: null, on: null };
    const call = names[start.number] ?? String(start.number);
    return { call, on: await waitsOn(pid, request.tid, call, start.argument) };
  });
}

async function waitsOn(pid: number, tid: number, call: string, argument: string): Promise<ThreadWait['on']> {
  if (call === 'futex') return { kind: 'address', address: argument, others: countOthers(pid, tid, argument) };
  // Linux writes arguments as 64 bits: a descriptor or PID of 32 bits lies in the lower half.
  const low = Number(BigInt.asIntN(32, BigInt(argument)));
  if (call === 'wait4' && low > 0) {
    const child = lookUpStat(low);
    const named = child === null ? null : { pid: low, startTicks: child.startTicks, name: child.name };
    return { kind: 'child', pid: low, child: named };
  }
  if (!descriptorCalls.has(call) || low < 0) return null;
  const target = linkTarget(`/proc/${pid}/fd/${low}`);
  const inode = target === null ? null : parseFdLink(target).inode;
  const isSocket = target !== null && parseFdLink(target).kind === 'socket';
  const socket = isSocket && inode !== null ? ((await readSocketTable(pid)).byInode.get(inode) ?? null) : null;
  return { kind: 'descriptor', fd: low, target, socket };
}

function countOthers(pid: number, tid: number, address: string): number {
  return threadsOf(pid)
    .slice(0, mostThreads)
    .filter((other) => other !== tid)
    .filter((other) => {
      const start = readStartUnlessGone(pid, other);
      return start !== null && names[start.number] === 'futex' && start.argument === address;
    }).length;
}

function readStart(pid: number, tid: number): ReturnType<typeof parseSyscallStart> {
  return parseSyscallStart(readFileSync(`/proc/${pid}/task/${tid}/syscall`, 'latin1'));
}

function readStartUnlessGone(pid: number, tid: number): ReturnType<typeof parseSyscallStart> {
  try {
    return readStart(pid, tid);
  } catch (error) {
    if (meansGone(error) || meansDenied(error)) return null;
    throw error;
  }
}
