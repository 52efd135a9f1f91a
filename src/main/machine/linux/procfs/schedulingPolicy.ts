/** Names of the scheduling policies, sched(7) and include/uapi/linux/sched.h. */
const names: Readonly<Record<number, string>> = {
  0: 'other',
  1: 'fifo',
  2: 'rr',
  3: 'batch',
  5: 'idle',
  6: 'deadline',
  7: 'ext',
};

/** The policy's name as chrt(1) and sched(7) have it, without SCHED_; an unknown one by its number. */
export function schedulingPolicyName(policy: number): string {
  return names[policy] ?? `policy ${policy}`;
}
