/**
 * Temperatures at the processors and how often these were slowed down by heat, read once a pass. Sensors: the drivers' hwmon
 * (Documentation/hwmon/sysfs-interface.rst), else the zones of thermal (Documentation/driver-api/thermal/sysfs-api.rst), both in
 * thousandths of a degree. Throttling: the counters of thermal_throttle, which Linux keeps for Intel processors
 * (arch/x86/kernel/cpu/mce/therm_throt.c). Descriptors are kept; a source that is slow is given up for good.
 */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Temperature } from '../../../../shared/monitor/snapshot.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { isAbsence, readFolder, readNumber, readNumbered, readText } from './readText.ts';
import { createTimedReader, type TimedReader } from './timedReader.ts';

export interface Heat {
  /** null where there is no sensor. */
  temperatures: Temperature[] | null;
  /** CPU -> times since boot that its core or its package was too hot; null where Linux does not count them. */
  throttles: Map<number, number> | null;
  /** Why one of the two is null. */
  reasons: { temperatures?: string; throttles?: string };
}

export interface HeatReader {
  read(): Heat;
  /** Closes the kept descriptors. */
  close(): void;
}

/** Chips and zones of processors; others (disks, batteries, radios) may take long to answer and are no part of the cores. */
const processorChip = /^(coretemp|k8temp|k10temp|zenpower|via_cputemp)$|cpu|soc|cluster|pkg/i;

interface Sensor {
  descriptor: number;
  name: string;
  limit: number | null;
}

/** Opens the sensors under `root`. `monotonic` is the time in seconds, injected by tests. */
export function createHeatReader(root = '/', monotonic: () => Seconds = () => performance.now() / 1e3): HeatReader {
  const timed = createTimedReader(monotonic);
  const sensors = new Sensors(root, timed);
  const counters = new ThrottleCounters(root, timed);
  return {
    read() {
      const temperatures = sensors.read();
      const throttles = counters.read();
      return {
        temperatures,
        throttles,
        reasons: {
          ...(temperatures === null && { temperatures: sensors.reason }),
          ...(throttles === null && { throttles: counters.reason }),
        },
      };
    },
    close() {
      sensors.close();
      counters.close();
    },
  };
}

class Sensors {
  reason =
    'Linux shows no sensor of the processors here, as in most virtual machines (/sys/class/hwmon, /sys/class/thermal).';
  readonly #timed: TimedReader;
  #open: Sensor[];

  constructor(root: string, timed: TimedReader) {
    this.#timed = timed;
    const chips = openChips(join(root, 'sys/class/hwmon'));
    this.#open = chips.length > 0 ? chips : openZones(join(root, 'sys/class/thermal'));
  }

  read(): Temperature[] | null {
    const found: Temperature[] = [];
    for (const { descriptor, name, limit } of this.#open) {
      const { text, isSlow } = this.#timed.readAttribute(descriptor);
      if (isSlow) {
        this.close();
        this.reason = `Reading ${name} took more than 500 µs, so sensors are not read any more.`;
        return null;
      }
      const celsius = Number(text === null || text.trim() === '' ? NaN : text) / 1000;
      if (Number.isFinite(celsius)) found.push({ sensor: name, celsius, limit });
    }
    return found.length === 0 ? null : found;
  }

  close(): void {
    for (const { descriptor } of this.#open) closeSync(descriptor);
    this.#open = [];
  }
}

function openChips(folder: string): Sensor[] {
  return (readNumbered('hwmon', folder) ?? []).flatMap((number) => {
    const chip = join(folder, `hwmon${number}`);
    const name = readText(chip, 'name') ?? '';
    if (!processorChip.test(name)) return [];
    const inputs = (readFolder(chip) ?? []).flatMap((file) => /^temp(\d+)_input$/.exec(file)?.[1] ?? []);
    return inputs
      .toSorted((a, b) => Number(a) - Number(b))
      .flatMap((input) => {
        const label = readText(chip, `temp${input}_label`) ?? `temp${input}`;
        const limit = readNumber(chip, `temp${input}_crit`) ?? readNumber(chip, `temp${input}_max`);
        return openSensor(join(chip, `temp${input}_input`), `${name}, ${label}`, limit);
      });
  });
}

function openZones(folder: string): Sensor[] {
  return (readNumbered('thermal_zone', folder) ?? []).flatMap((number) => {
    const zone = join(folder, `thermal_zone${number}`);
    const type = readText(zone, 'type') ?? '';
    return processorChip.test(type) ? openSensor(join(zone, 'temp'), type, null) : [];
  });
}

function openSensor(path: string, name: string, limit: number | null): Sensor[] {
  const descriptor = openIfThere(path);
  return descriptor === null ? [] : [{ descriptor, name, limit: limit !== null && limit > 0 ? limit / 1000 : null }];
}

class ThrottleCounters {
  reason = 'Linux counts no throttling by heat here: it does so for Intel processors, outside of virtual machines.';
  readonly #folder: string;
  readonly #timed: TimedReader;
  #openedFor: string | null = null;
  #open: { cpu: number; descriptor: number }[] = [];
  #isGivenUp = false;

  constructor(root: string, timed: TimedReader) {
    this.#folder = join(root, 'sys/devices/system/cpu');
    this.#timed = timed;
  }

  read(): Map<number, number> | null {
    if (this.#isGivenUp) return null;
    this.#openOnline();
    const counts = new Map<number, number>();
    for (const { cpu, descriptor } of this.#open) {
      const { text, isSlow } = this.#timed.readAttribute(descriptor);
      if (isSlow) {
        this.close();
        this.#isGivenUp = true;
        this.reason = 'Reading the counters of throttling took more than 500 µs, so they are not read any more.';
        return null;
      }
      const count = Number(text ?? NaN);
      if (Number.isInteger(count)) counts.set(cpu, (counts.get(cpu) ?? 0) + count);
    }
    return counts.size === 0 ? null : counts;
  }

  close(): void {
    for (const { descriptor } of this.#open) closeSync(descriptor);
    this.#open = [];
  }

  /** CPUs come and go, and their counters with them. */
  #openOnline(): void {
    const online = readText(this.#folder, 'online') ?? '';
    if (online === this.#openedFor) return;
    this.close();
    this.#openedFor = online;
    for (const cpu of readNumbered('cpu', this.#folder) ?? []) {
      for (const file of ['core_throttle_count', 'package_throttle_count']) {
        const descriptor = openIfThere(join(this.#folder, `cpu${cpu}/thermal_throttle/${file}`));
        if (descriptor !== null) this.#open.push({ cpu, descriptor });
      }
    }
  }
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}
