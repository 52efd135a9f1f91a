/** A machine that is not this one, from its captured /proc and /sys: no room runs for it, so a shell asks here. */
import type { MachineDescription } from '../shared/monitor/machineDescription.ts';
import { describeMachine } from './machine/machine.ts';

/** `root` holds `proc` and `sys`. Throws `notFound` where it does not. */
export function describeCapture(root: string): Promise<MachineDescription> {
  return describeMachine({ root });
}
