/** The CPUs that a test may pin threads to. */
import { readFileSync } from 'node:fs';

/** Ascending; none where Linux does not tell. */
export function usableCpus(): number[] {
  const listed = /^Cpus_allowed_list:\s+(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return listed.split(',').flatMap((range) => {
    const [from = NaN, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}
