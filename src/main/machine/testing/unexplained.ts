/** Which gaps of a description have no reason: each null must be explained, by itself or for all CPUs, caches or nodes together. */
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';

/** Fields ("cpus.clock.now") that are null or empty somewhere and that `notAvailable` does not explain. */
export function unexplainedGaps(machine: MachineDescription): string[] {
  const gaps = new Set<string>();
  const { notAvailable, ...facts } = machine;
  collect(facts, '', gaps);
  return [...gaps].filter((field) => {
    const explained = [field, ...parents(field)].some((key) => (notAvailable[key] ?? '').endsWith('.'));
    // The level of a cache may be named: "caches.L3.sizeBytes".
    const byLevel =
      field.startsWith('caches.') && Object.keys(notAvailable).some((key) => key.replace(/\.L\d/, '') === field);
    return !explained && !byLevel;
  });
}

function collect(value: unknown, path: string, gaps: Set<string>): void {
  if (value === null) gaps.add(path);
  else if (Array.isArray(value)) {
    if (value.length === 0 && !path.startsWith('nodes.')) gaps.add(path); // a node of memory alone has no CPUs
    for (const item of value) collect(item, path, gaps);
  } else if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) collect(item, path === '' ? key : `${path}.${key}`, gaps);
  }
}

/** A core's absence explains the package's and the node's; of an offline CPU nothing is known. */
function parents(field: string): string[] {
  const whole = field.split('.')[0] ?? '';
  const withCore = ['cpus.package', 'cpus.node', 'cpus.core'].includes(field)
    ? ['cpus.core', 'nodes', 'cores', 'packages']
    : [];
  return [whole, ...withCore];
}
