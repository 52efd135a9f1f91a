/** What the checks of lock contention answer of one repeat, in words with their figures. Those that say nothing of it are left out. */
import { lockKinds } from '../../../../shared/lab/lockKinds.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { CheckAnswer } from '../protocol.ts';
import type { ContentionPoint } from './lock-contention.ts';

export interface ContentionFacts {
  guarded: number;
  acquisitions: number;
  /** How often another thread was found inside. */
  violations: number;
  /** Of the sampled acquisitions. */
  bypass: { count: number; max: number };
  /** The lock ended free. */
  free: boolean;
  /** Acquisitions a second. */
  throughput: number;
  /** As achieved. */
  criticalSection: Seconds;
}

/** `fifo` says something of a first-in, first-out lock of which acquisitions were sampled, `serialBound` of one that is held for a time. */
export function contentionChecks(
  { lock, threads, criticalSection }: Pick<ContentionPoint, 'lock' | 'threads' | 'criticalSection'>,
  facts: ContentionFacts,
): CheckAnswer[] {
  const { guarded, acquisitions, violations, bypass, free } = facts;
  const answers: CheckAnswer[] = [
    {
      id: 'countsAgree',
      holds: guarded === acquisitions && free,
      detail: `${guarded} counted under the lock, ${acquisitions} acquisitions by the threads${free ? '' : '; the lock did not end free'}`,
    },
    {
      id: 'exclusive',
      holds: violations === 0,
      detail: `another thread found inside ${violations} times in ${acquisitions} acquisitions`,
    },
  ];
  if (lockKinds[lock].fifo && bypass.count > 0) {
    answers.push({
      id: 'fifo',
      holds: bypass.max <= threads - 1,
      detail: `largest bypass ${bypass.max} of ${threads - 1} allowed, in ${bypass.count} sampled acquisitions`,
    });
  }
  if (criticalSection > 0) {
    const busy = facts.throughput * facts.criticalSection;
    answers.push({
      id: 'serialBound',
      holds: busy <= 1.05,
      detail: `the lock held ${busy.toFixed(3)} of the time by throughput × achieved section, at most 1.05`,
    });
  }
  return answers;
}
