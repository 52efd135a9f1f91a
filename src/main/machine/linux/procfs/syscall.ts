/** Parses /proc/<pid>/task/<tid>/syscall (proc_pid_syscall(5)): "running", "-1 sp pc", or number, six arguments, sp, pc. */
import { badFormat } from './badFormat.ts';

/**
 * "202 futex", or the number alone where the name is not known; "running" on a CPU; "none" where it sleeps outside a call
 * (a page fault, a kernel thread). `names`: number -> name on this architecture.
 */
export function parseSyscall(text: string, names: readonly (string | undefined)[]): string {
  const word = text.trimEnd().split(' ', 1)[0] ?? '';
  if (word === 'running') return 'running';
  if (word === '-1') return 'none';
  if (!/^\d+$/.test(word)) throw badFormat('/proc/<pid>/syscall', 'neither "running" nor a number', text);
  const name = names[Number(word)];
  return name === undefined ? word : `${word} ${name}`;
}

/** The call that a thread is in, with its first argument as Linux writes it ("0x7f21c40080e0"); null outside a call. Throws `badFormat`. */
export function parseSyscallStart(text: string): { number: number; argument: string } | null {
  const [word = '', argument = ''] = text.trimEnd().split(' ', 2);
  if (word === 'running' || word === '-1') return null;
  if (!/^\d+$/.test(word) || !/^0x[0-9a-f]+$/.test(argument)) {
    throw badFormat('/proc/<pid>/syscall', 'no number with an argument', text);
  }
  return { number: Number(word), argument };
}
