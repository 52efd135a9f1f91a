/** Why a thread waits, in words, from Linux's state letter, the function it sleeps in and its system call (PROC.md's table). */

export type WaitKind = 'run' | 'lock' | 'disk' | 'stop' | 'sleep';

export interface WaitReason {
  kind: WaitKind;
  words: string;
  /** What the words rest on, such as `futex` or `ep_poll`; empty where there is nothing but the state. */
  evidence: string;
}

interface Cause {
  pattern: RegExp;
  kind: WaitKind;
  words: string;
}

/** First match wins; matched against the wait channel, then against the system call's name. */
const causes: readonly Cause[] = [
  { pattern: /futex/, kind: 'lock', words: 'a lock or condition variable' },
  { pattern: /epoll|ep_poll|poll|select/, kind: 'sleep', words: 'sockets or events' },
  { pattern: /nanosleep|hrtimer/, kind: 'sleep', words: 'asleep on purpose' },
  { pattern: /pipe/, kind: 'sleep', words: 'a pipe' },
  { pattern: /do_wait|wait4|waitid|kernel_wait/, kind: 'sleep', words: 'a child' },
  { pattern: /io_schedule|folio_wait|fsync|fdatasync|jbd2|balance_dirty/, kind: 'disk', words: 'disk' },
  { pattern: /unix_|inet|tcp_|udp_|skb_wait|recv|accept|sk_wait/, kind: 'sleep', words: 'a peer' },
  { pattern: /sigtimedwait|sigsuspend|pause/, kind: 'sleep', words: 'a signal' },
  { pattern: /io_uring|io_cqring|read_events/, kind: 'sleep', words: 'asynchronous I/O' },
  { pattern: /n_tty|wait_woken|tty/, kind: 'sleep', words: 'a terminal' },
  { pattern: /worker_thread|rescuer_thread|kthread|smpboot|kswapd|rcu_/, kind: 'sleep', words: 'work for the kernel' },
];

/** A letter of Linux as a word; the letter itself where there is none. */
export function stateWord(state: string | null): string {
  switch (state) {
    case 'R':
      return 'running';
    case 'S':
      return 'asleep';
    case 'D':
      return 'in an uninterruptible wait';
    case 'T':
      return 'stopped';
    case 't':
      return 'stopped by a debugger';
    case 'Z':
      return 'ended, not yet reaped';
    case 'I':
      return 'idle';
    case 'X':
    case 'x':
      return 'ended';
    case null:
      return 'not known';
    default:
      return state;
  }
}

/** `waitChannel` "0" means that Linux does not say; null that it could not be read. Words are a sample, not an event. */
export function waitReason(state: string | null, waitChannel: string | null, syscall: string | null): WaitReason {
  const channel = waitChannel === '0' || waitChannel === '' ? null : waitChannel;
  const call = syscall === 'running' || syscall === '' ? null : syscall;
  if (state === 'R') return { kind: 'run', words: 'running or ready to run', evidence: '' };
  if (state === 'T' || state === 't') return { kind: 'stop', words: stateWord(state), evidence: '' };
  const evidence = call ?? channel ?? '';
  for (const text of [channel, call]) {
    const cause = text === null ? undefined : causes.find(({ pattern }) => pattern.test(text));
    if (cause !== undefined) return { kind: state === 'D' ? 'disk' : cause.kind, words: cause.words, evidence };
  }
  return { kind: state === 'D' ? 'disk' : 'sleep', words: stateWord(state), evidence };
}
