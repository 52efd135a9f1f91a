/** Parses /proc/<pid>/task/<tid>/wchan (proc_pid_wchan(5)): the function of Linux in which a thread sleeps. */

/** null for "0", which stands for "does not sleep" as for "not told to you"; whoever reads it knows the thread's state. */
export function parseWchan(text: string): string | null {
  const name = text.trimEnd();
  return name === '0' || name === '' ? null : name;
}
