/** What a repeat may be disturbed by and still count: the settings of the gate, by the names of the gate's readings. */
import { defaultSettings, type Settings } from '../settings.ts';
import type { Ratio } from '../units/quantity.ts';

/** A repeat beyond one of these is marked; of `overlap` it is the least, of the others the most. */
export interface GateLimits {
  othersCpu: Ratio;
  steal: Ratio;
  appCpu: Ratio;
  throttled: Ratio;
  overlap: Ratio;
  clockDrift: Ratio;
  warmUpDrift: Ratio;
}

export function gateLimitsOf(settings: Settings): GateLimits {
  return {
    othersCpu: settings.gateOthersCpu,
    steal: settings.gateSteal,
    appCpu: settings.gateAppCpu,
    throttled: settings.gateThrottled,
    overlap: settings.gateOverlap,
    clockDrift: settings.gateClockDrift,
    warmUpDrift: settings.gateWarmUpDrift,
  };
}

export const defaultGateLimits: GateLimits = gateLimitsOf(defaultSettings);
